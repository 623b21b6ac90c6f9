package dev.ticketing.testkit.conformance;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Values that no earlier test has used, so that suites may share a store. */
final class Fresh {

    static final Instant NOW = Instant.parse("2027-06-01T18:00:00Z");
    static final SectionId SECTION = new SectionId("stalls");

    /** More than any test of a suite makes. */
    static final int ENOUGH = 10_000;

    private static final IdSource IDS = new UuidV7Source(InstantSource.system());

    private static final Duration WEEK = Duration.ofDays(7);
    private static final AtomicLong NEXT = new AtomicLong(1);
    private static final List<Currency> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .sorted(Comparator.comparing(Currency::getCurrencyCode))
                    .toList();

    private Fresh() {}

    static UUID id() {
        return IDS.next();
    }

    /** The beginning of a week. */
    static Instant week() {
        return NOW.plus(WEEK.multipliedBy(NEXT.incrementAndGet()));
    }

    /** A currency; there are some two hundred. */
    static Currency currency() {
        return CURRENCIES.get(Math.floorMod(NEXT.incrementAndGet(), CURRENCIES.size()));
    }

    /** A number that is larger than all before it, by more than one. */
    static long count() {
        return NEXT.addAndGet(2);
    }

    static UserId user() {
        return new UserId(id());
    }

    static ShowId show() {
        return new ShowId(id());
    }

    static PaymentId payment() {
        return new PaymentId(id());
    }

    static ReservationId reservation() {
        return new ReservationId(id());
    }

    static EmailAddress email() {
        return new EmailAddress(id() + "@example.org");
    }
}
