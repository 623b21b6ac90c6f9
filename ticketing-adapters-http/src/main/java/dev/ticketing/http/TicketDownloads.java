package dev.ticketing.http;

import dev.ticketing.core.application.Shows;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;

import io.helidon.http.Header;
import io.helidon.http.Status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tickets to take along: on paper for who holds them, as a calendar entry for who sees them. */
final class TicketDownloads {

    private static final String ONE = "/api/tickets/{id}";
    private static final Header PAPER = attached("ticket.pdf");
    private static final Header ENTRY = attached("calendar.ics");

    private final Tickets tickets;
    private final Shows shows;

    TicketDownloads(Tickets tickets, Shows shows) {
        this.tickets = tickets;
        this.shows = shows;
    }

    private static Header attached(String name) {
        return StandardHeaders.cached(
                "Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    List<Route> routes() {
        return List.of(
                Route.get(ONE + "/ticket.pdf", Route.Access.SIGNED_IN, this::pdf),
                Route.get(ONE + "/calendar.ics", Route.Access.SIGNED_IN, this::calendar));
    }

    private Answer pdf(Exchange exchange) {
        TicketSheet sheet = sheet(exchange);
        if (sheet.seen().code().isEmpty()) {
            throw new Stop(
                    Problem.of(ProblemCode.FORBIDDEN, "The code is for the ticket's holder."));
        }
        return Preconditions.unlessKnown(
                exchange,
                sheet.eTag(),
                () -> Answer.of(Status.OK_200, TicketPdf.of(sheet), StandardHeaders.PDF, PAPER));
    }

    private Answer calendar(Exchange exchange) {
        TicketSheet sheet = sheet(exchange);
        return Preconditions.unlessKnown(
                exchange,
                sheet.eTag(),
                () ->
                        Answer.of(
                                Status.OK_200,
                                TicketCalendar.of(sheet).getBytes(StandardCharsets.UTF_8),
                                StandardHeaders.CALENDAR,
                                ENTRY));
    }

    private TicketSheet sheet(Exchange exchange) {
        Tickets.Seen seen =
                tickets.find(exchange.caller(), new TicketId(exchange.pathId("id")))
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        Loaded<Show.Existing> show =
                shows.find(Optional.of(exchange.caller()), seen.ticket().facts().show())
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        return new TicketSheet(seen, show);
    }
}
