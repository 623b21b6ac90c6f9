package dev.ticketing.postgres;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;

import java.io.IOException;
import java.util.Currency;

/** The stored shapes of values that several events carry. */
final class ValueShapes {

    private static final String GENERAL = "GENERAL";
    private static final String NUMBERED = "NUMBERED";

    static final Shape<Money> MONEY =
            new Shape<>(
                    (money, out) ->
                            out.number("amount", money.amount())
                                    .text("currency", money.currency().getCurrencyCode()),
                    in ->
                            new Money(
                                    in.number("amount"),
                                    Currency.getInstance(in.text("currency"))));

    static final Shape<Places> PLACES = new Shape<>(ValueShapes::write, ValueShapes::readPlaces);

    static final Shape<Seating> SEATING = new Shape<>(ValueShapes::write, ValueShapes::readSeating);

    private ValueShapes() {}

    private static void write(Places places, JsonOut out) throws IOException {
        switch (places) {
            case Places.Count count -> out.number("quantity", count.quantity());
            case Places.Seats seats -> out.texts("seats", seats.labels(), SeatLabel::value);
        }
    }

    private static Places readPlaces(JsonIn in) {
        return in.has("seats")
                ? new Places.Seats(in.texts("seats", SeatLabel::new))
                : new Places.Count(in.smallNumber("quantity"));
    }

    private static void write(Seating seating, JsonOut out) throws IOException {
        switch (seating) {
            case Seating.General general ->
                    out.text("kind", GENERAL).number("capacity", general.capacity());
            case Seating.Numbered numbered ->
                    out.text("kind", NUMBERED).texts("seats", numbered.seats(), SeatLabel::value);
        }
    }

    private static Seating readSeating(JsonIn in) {
        String kind = in.text("kind");
        return switch (kind) {
            case GENERAL -> new Seating.General(in.smallNumber("capacity"));
            case NUMBERED -> new Seating.Numbered(in.texts("seats", SeatLabel::new));
            default -> throw new IllegalArgumentException("unknown kind of seating: " + kind);
        };
    }
}
