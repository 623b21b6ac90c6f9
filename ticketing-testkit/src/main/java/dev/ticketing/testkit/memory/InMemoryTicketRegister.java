package dev.ticketing.testkit.memory;

import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;

import java.util.List;
import java.util.Optional;

/** Tickets, in the rows of a store in memory. */
public final class InMemoryTicketRegister implements TicketRegister {

    private final InMemoryConsumerStore store;

    public InMemoryTicketRegister(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public List<TicketRow> list(Filter filter, Optional<TicketId> before, int limit) {
        return store.read(
                TicketRowProjection.NAME,
                TicketRow.TICKETS,
                rows -> NewestFirst.list(rows, row -> filter.matches(row.ticket()), before, limit));
    }
}
