package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.Optional;

/**
 * Tickets, as far as their projection has come. Blocks; safe for any number of threads. Throws
 * {@link LogUnavailable} when the store cannot be reached.
 */
public interface TicketRegister {

    /**
     * The tickets, newest id first.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    List<TicketRow> list(Filter filter, Optional<TicketId> before, int limit);

    /** Which tickets are wanted; empty for all. */
    record Filter(
            Optional<UserId> holder, Optional<ShowId> show, Optional<ReservationId> reservation) {

        /** Whether a ticket is wanted. */
        public boolean matches(Ticket.Issued ticket) {
            TicketFacts facts = ticket.facts();
            return holder.filter(wanted -> !wanted.equals(facts.holder())).isEmpty()
                    && show.filter(wanted -> !wanted.equals(facts.show())).isEmpty()
                    && reservation.filter(wanted -> !wanted.equals(facts.reservation())).isEmpty();
        }
    }
}
