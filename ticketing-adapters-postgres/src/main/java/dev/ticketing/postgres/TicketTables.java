package dev.ticketing.postgres;

import static dev.ticketing.postgres.TicketEventTypes.CHECK_IN;
import static dev.ticketing.postgres.TicketEventTypes.FACTS;
import static dev.ticketing.postgres.TicketEventTypes.TRANSFER;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;
import dev.ticketing.core.ticket.Transfer;

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
                            Column.id("holder", row -> row.facts().holder().value()),
                            Column.id("show_id", row -> row.facts().show().value()),
                            Column.id("reservation_id", row -> row.facts().reservation().value())),
                    TICKET);

    static final Shape<PassedOn> PASSED_ON =
            new Shape<>(
                    (row, out) ->
                            out.object("facts", row.facts(), FACTS)
                                    .number("version", row.version().value()),
                    in ->
                            new PassedOn(
                                    in.object("facts", FACTS), new Version(in.number("version"))));

    private static final RowTable<PassedOn.By, PassedOn> LEFT =
            new RowTable<>(
                    PassedOn.PASSED_ON,
                    List.of(
                            Column.id("holder", key -> key.holder().value()),
                            Column.id("ticket_id", key -> key.ticket().value())),
                    row ->
                            new PassedOn.By(
                                    new UserId(row.getObject("holder", UUID.class)),
                                    new TicketId(row.getObject("ticket_id", UUID.class))),
                    List.of(
                            Column.id("show_id", row -> row.facts().show().value()),
                            Column.id("reservation_id", row -> row.facts().reservation().value())),
                    PASSED_ON);

    static final ConsumerTables ALL =
            new ConsumerTables(TicketRowProjection.NAME, List.of(TICKETS, LEFT));

    private TicketTables() {}

    private static void write(TicketRow row, JsonOut out) throws IOException {
        out.object("facts", row.facts(), FACTS)
                .objects("transfers", row.ticket().transfers(), TRANSFER)
                .text("status", STATUSES.of(Ticket.statusOf(row.ticket())));
        if (row.ticket() instanceof Ticket.CheckedIn checkedIn) {
            out.object("checkIn", checkedIn.checkIn(), CHECK_IN);
        }
        out.number("version", row.version().value());
    }

    private static Ticket.Issued readTicket(JsonIn in) {
        TicketFacts facts = in.object("facts", FACTS);
        List<Transfer> transfers = in.objects("transfers", TRANSFER);
        return switch (STATUSES.parse(in.text("status"))) {
            case VALID -> new Ticket.Valid(facts, transfers);
            case CHECKED_IN ->
                    new Ticket.CheckedIn(facts, transfers, in.object("checkIn", CHECK_IN));
            case VOID -> new Ticket.Voided(facts, transfers);
        };
    }
}
