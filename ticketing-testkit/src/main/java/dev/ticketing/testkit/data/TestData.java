package dev.ticketing.testkit.data;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;

/** Values that tests are made of, in few words. */
public final class TestData {

    /** The currency of all test data. */
    public static final Currency EUR = Currency.getInstance("EUR");

    private TestData() {}

    /** Whole euros. */
    public static Money euros(long amount) {
        return new Money(amount * 100, EUR);
    }

    /** So many places, whichever. */
    public static Places places(int quantity) {
        return new Places.Count(quantity);
    }

    /** These very seats. */
    public static Places seats(String... labels) {
        return new Places.Seats(labels(labels));
    }

    public static List<SeatLabel> labels(String... labels) {
        return Arrays.stream(labels).map(SeatLabel::new).toList();
    }

    public static SectionId section(String id) {
        return new SectionId(id);
    }

    /** A price that is always open. */
    public static Tier tier(String id, SectionId section, long euros) {
        return Tier.always(new TierId(id), id, section, euros(euros));
    }

    /** A card that the provider knows by a token. */
    public static Instrument card(String token) {
        return new Instrument(PaymentMethod.Type.CARD, token);
    }

    /** Somebody who has not been here before. */
    public static Caller newUser(IdSource ids) {
        return new Caller(new UserId(ids.next()), false);
    }

    /** Somebody new who may do everything. */
    public static Caller newAdmin(IdSource ids) {
        return new Caller(new UserId(ids.next()), true);
    }
}
