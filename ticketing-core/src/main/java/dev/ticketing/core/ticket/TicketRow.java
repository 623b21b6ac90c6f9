package dev.ticketing.core.ticket;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;

/** A ticket in its present state. */
public record TicketRow(Ticket.Issued ticket, Version version) implements TicketView {

    public static final Table<TicketId, TicketRow> TICKETS =
            new Table<>("ticket_row", TicketId.class, TicketRow.class);

    @Override
    public TicketFacts facts() {
        return ticket.facts();
    }
}
