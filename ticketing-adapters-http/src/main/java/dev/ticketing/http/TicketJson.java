package dev.ticketing.http;

import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketView;

import org.jspecify.annotations.Nullable;

/** A ticket as users see it; the code is its holder's alone. */
record TicketJson(
        String id,
        String reservationId,
        String eventId,
        String sectionId,
        @Nullable String seat,
        String holderId,
        String status,
        @Nullable String code,
        String issuedAt,
        long version) {

    static TicketJson of(Tickets.Seen seen) {
        TicketFacts facts = seen.ticket().facts();
        return new TicketJson(
                facts.id().toString(),
                facts.reservation().toString(),
                facts.show().toString(),
                facts.section().value(),
                facts.seat().map(SeatLabel::value).orElse(null),
                facts.holder().toString(),
                status(seen.ticket()),
                seen.code().orElse(null),
                facts.issuedAt().toString(),
                seen.ticket().version().value());
    }

    private static String status(TicketView ticket) {
        return switch (ticket) {
            case TicketRow row -> Ticket.statusOf(row.ticket()).name();
            case PassedOn left -> "TRANSFERRED";
        };
    }
}
