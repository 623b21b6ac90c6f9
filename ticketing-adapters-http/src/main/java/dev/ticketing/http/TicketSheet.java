package dev.ticketing.http;

import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.Venue;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a ticket says when it is taken along: on paper, or in a calendar. */
record TicketSheet(Tickets.Seen seen, Loaded<Show.Existing> show) {

    TicketFacts ticket() {
        return seen.ticket().facts();
    }

    Show.Facts event() {
        return show.state().facts();
    }

    private ShowDetails details() {
        return event().details();
    }

    /** Whether it is of use to who looks at it. */
    boolean isGood() {
        return switch (seen.ticket()) {
            case TicketRow row -> !(row.ticket() instanceof Ticket.Voided);
            case PassedOn left -> false;
        };
    }

    /** The section by its name, and the seat. */
    String place() {
        String section =
                details()
                        .section(ticket().section())
                        .map(Section::name)
                        .orElseGet(() -> ticket().section().value());
        return ticket().seat()
                .map(SeatLabel::value)
                .map(seat -> section + ", seat " + seat)
                .orElse(section);
    }

    /** The venue's name and address, in one line. */
    String venue() {
        Venue venue = details().venue();
        return Stream.of(venue.name(), venue.address())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** Grows with every change of the ticket and of the event. */
    long revision() {
        return seen.ticket().version().value() + show.version().value();
    }

    String eTag() {
        return seen.ticket().version().value() + "-" + show.version().value();
    }
}
