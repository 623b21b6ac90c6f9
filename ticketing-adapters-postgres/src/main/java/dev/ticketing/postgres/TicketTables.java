package dev.ticketing.postgres;

import static dev.ticketing.postgres.TicketEventTypes.CHECK_IN;
import static dev.ticketing.postgres.TicketEventTypes.FACTS;

import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the tickets of lists are stored. */
final class TicketTables {

    private static final Words<Ticket.Status> STATUSES =
            new Words<>(
                    Map.of(
                            Ticket.Status.VALID, "VALID",
                            Ticket.Status.CHECKED_IN, "CHECKED_IN",
                            Ticket.Status.VOID, "VOID"));

    static final Shape<TicketRow> TICKET =
            new Shape<>(
                    TicketTables::write,
                    in -> new TicketRow(readTicket(in), new Version(in.number("version"))));

    private static final RowTable<TicketId, TicketRow> TICKETS =
            new RowTable<>(
                    TicketRow.TICKETS,
                    List.of(Column.id("ticket_id", TicketId::value)),
                    row -> new TicketId(row.getObject("ticket_id", UUID.class)),
                    List.of(
                            Column.id("holder", row -> facts(row).holder().value()),
                            Column.id("show_id", row -> facts(row).show().value()),
                            Column.id("reservation_id", row -> facts(row).reservation().value())),
                    TICKET);

    static final ConsumerTables ALL =
            new ConsumerTables(TicketRowProjection.NAME, List.of(TICKETS));

    private TicketTables() {}

    private static TicketFacts facts(TicketRow row) {
        return row.ticket().facts();
    }

    private static void write(TicketRow row, JsonOut out) throws IOException {
        out.object("facts", row.ticket().facts(), FACTS)
                .text("status", STATUSES.of(Ticket.statusOf(row.ticket())));
        if (row.ticket() instanceof Ticket.CheckedIn checkedIn) {
            out.object("checkIn", checkedIn.checkIn(), CHECK_IN);
        }
        out.number("version", row.version().value());
    }

    private static Ticket.Issued readTicket(JsonIn in) {
        TicketFacts facts = in.object("facts", FACTS);
        return switch (STATUSES.parse(in.text("status"))) {
            case VALID -> new Ticket.Valid(facts);
            case CHECKED_IN -> new Ticket.CheckedIn(facts, in.object("checkIn", CHECK_IN));
            case VOID -> new Ticket.Voided(facts);
        };
    }
}
