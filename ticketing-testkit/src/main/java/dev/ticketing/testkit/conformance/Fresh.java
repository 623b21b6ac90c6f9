package dev.ticketing.testkit.conformance;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.projection.ReadModel;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Values that no earlier test has used, so that suites may share a store. */
final class Fresh {

    static final Instant NOW = Instant.parse("2027-06-01T18:00:00Z");
    static final SectionId SECTION = new SectionId("stalls");

    /** More than any test of a suite makes. */
    static final int ENOUGH = 10_000;

    private static final IdSource IDS = new UuidV7Source(InstantSource.system());

    private Fresh() {}

    static UUID id() {
        return IDS.next();
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

    /** Applies changes where the read model stands; true as the port says. */
    @SafeVarargs
    @SuppressWarnings("varargs") // Only read.
    static <C> boolean apply(ReadModel<C> model, C... changes) {
        Position from = model.checkpoint();
        return model.apply(from, from.plus(1), List.of(changes));
    }
}
