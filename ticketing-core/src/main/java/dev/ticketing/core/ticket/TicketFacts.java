package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * What a ticket says.
 *
 * @param seatOrNull the seat, in a numbered section
 * @param tierOrNull what it was sold as; null in tickets from before that was recorded
 */
public record TicketFacts(
        TicketId id,
        ReservationId reservation,
        ShowId show,
        SectionId section,
        @Nullable SeatLabel seatOrNull,
        @Nullable TierId tierOrNull,
        UserId holder,
        Instant issuedAt) {

    /** The same ticket in other hands. */
    public TicketFacts heldBy(UserId other) {
        return new TicketFacts(
                id, reservation, show, section, seatOrNull, tierOrNull, other, issuedAt);
    }

    public Optional<SeatLabel> seat() {
        return Optional.ofNullable(seatOrNull);
    }

    public Optional<TierId> tier() {
        return Optional.ofNullable(tierOrNull);
    }
}
