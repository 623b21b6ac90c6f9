package dev.ticketing.core.ticket;

import static dev.ticketing.core.ticket.PassedOn.PASSED_ON;
import static dev.ticketing.core.ticket.TicketRow.TICKETS;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.PassedOn.By;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;

import java.util.Set;

/** Every ticket in its present state, and what remains of it to those who have handed it on. */
public final class TicketRowProjection implements Projection {

    public static final String NAME = "tickets";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(TICKETS, PASSED_ON);
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
        if (event.event() instanceof TicketTransferred(Transfer transfer)) {
            handOn(id, transfer, rows);
        }
    }

    /** Who gets it back holds it, whatever they did with it before. */
    private static void handOn(TicketId id, Transfer transfer, Rows rows) {
        rows.require(TICKETS, id)
                .ticket()
                .passedOnBy(transfer.from())
                .ifPresent(left -> rows.put(PASSED_ON, new By(transfer.from(), id), left));
        rows.remove(PASSED_ON, new By(transfer.to(), id));
    }
}
