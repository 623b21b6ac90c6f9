package dev.ticketing.core.ticket;

import static dev.ticketing.core.ticket.TicketRow.TICKETS;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.TicketId;

import java.util.Set;

/** Every ticket in its present state. */
public final class TicketRowProjection implements Projection {

    public static final String NAME = "tickets";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(TICKETS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Interests.all(TicketEvent.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("ticket");
    }

    @Override
    public void apply(RecordedEvent event, Rows rows) {
        TicketId id = Ticket.idOf(event.stream());
        Ticket before =
                rows.get(TICKETS, id).<Ticket>map(TicketRow::ticket).orElseGet(Ticket.Absent::new);
        switch (Ticket.at(id).evolve(before, event)) {
            case Ticket.Issued ticket ->
                    rows.put(TICKETS, id, new TicketRow(ticket, event.version()));
            case Ticket.Absent absent -> rows.remove(TICKETS, id);
        }
    }
}
