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
     * The tickets, newest id first. Where a holder's are wanted, those that they have handed on are
     * among them, as what remains of them.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    List<TicketView> list(Filter filter, Optional<TicketId> before, int limit);

    /** Which tickets are wanted; empty for all. */
    record Filter(
            Optional<UserId> holder, Optional<ShowId> show, Optional<ReservationId> reservation) {

        /** Whether a ticket in its present state is wanted. */
        public boolean matches(Ticket.Issued ticket) {
            return matches(ticket.facts().holder(), ticket.facts());
        }

        /** Whether what remains of a ticket to somebody who has handed it on is wanted. */
        public boolean matches(PassedOn.By by, PassedOn ticket) {
            return holder.isPresent() && matches(by.holder(), ticket.facts());
        }

        private boolean matches(UserId whose, TicketFacts facts) {
            return holder.filter(wanted -> !wanted.equals(whose)).isEmpty()
                    && show.filter(wanted -> !wanted.equals(facts.show())).isEmpty()
                    && reservation.filter(wanted -> !wanted.equals(facts.reservation())).isEmpty();
        }
    }
}
