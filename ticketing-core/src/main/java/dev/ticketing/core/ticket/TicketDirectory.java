package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.projection.ReadModel;
import dev.ticketing.core.reservation.TicketId;

import java.util.List;
import java.util.Optional;

/** Which tickets a person holds, as far as the projection has come. */
public interface TicketDirectory extends ReadModel<TicketHeld> {

    /**
     * The tickets of a person, newest id first.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    List<TicketId> heldBy(UserId holder, Optional<TicketId> before, int limit);
}
