package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.util.List;

/** What later events of a reservation, its payments and its tickets do not say again. */
public record SalesReservation(ShowId show, SectionId section, List<Line> lines, Stage stage) {

    public SalesReservation {
        lines = List.copyOf(lines);
    }

    /** So many places of a tier, and what they cost together. */
    public record Line(TierId tier, int quantity, Money total) {}

    /** Where it is in its life. */
    public enum Stage {
        HELD,
        CONFIRMED,
        EXPIRED,
        CANCELLED,
        /** Its payment was refused for good; nobody counts it. */
        PAYMENT_FAILED,
        REFUNDED
    }

    SalesReservation at(Stage later) {
        return new SalesReservation(show, section, lines, later);
    }
}
