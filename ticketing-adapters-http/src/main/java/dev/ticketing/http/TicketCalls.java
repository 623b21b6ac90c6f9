package dev.ticketing.http;

import dev.ticketing.core.application.Listings;
import dev.ticketing.core.application.Listings.WantedTickets;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketRowProjection;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Tickets, for those who hold them. */
final class TicketCalls {

    private static final String ALL = "/api/tickets";
    private static final String ONE = ALL + "/{id}";

    private final Tickets tickets;
    private final Listings listings;
    private final MinPosition minPosition;

    TicketCalls(Tickets tickets, Listings listings, MinPosition minPosition) {
        this.tickets = tickets;
        this.listings = listings;
        this.minPosition = minPosition;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Route.Access.SIGNED_IN, this::list),
                Route.get(ONE, Route.Access.SIGNED_IN, this::read),
                Route.get(ONE + "/qr.png", Route.Access.SIGNED_IN, this::qrCode));
    }

    private Answer list(Exchange exchange) {
        Paging paging = Paging.of(exchange);
        Query query = new Query(exchange);
        WantedTickets wanted =
                new WantedTickets(
                        query.id("eventId").map(ShowId::new),
                        query.id("reservationId").map(ReservationId::new));
        minPosition.await(exchange, TicketRowProjection.NAME);
        List<Tickets.Seen> found =
                listings.tickets(
                        exchange.caller(),
                        wanted,
                        paging.after().map(TicketId::new),
                        paging.enough());
        return Answer.json(
                Status.OK_200,
                Items.Page.of(found, paging.limit(), TicketJson::of, TicketCalls::cursor));
    }

    private static String cursor(Tickets.Seen last) {
        return Paging.cursor(last.ticket().state().facts().id().value());
    }

    private Answer read(Exchange exchange) {
        Tickets.Seen seen = seen(exchange);
        return Preconditions.unlessKnown(
                exchange, eTag(seen), Answer.json(Status.OK_200, TicketJson.of(seen)));
    }

    private Answer qrCode(Exchange exchange) {
        Tickets.Seen seen = seen(exchange);
        @Nullable String code = seen.code().orElse(null);
        if (code == null) {
            throw new Stop(
                    Problem.of(ProblemCode.FORBIDDEN, "The code is for the ticket's holder."));
        }
        return Preconditions.unlessKnown(
                exchange,
                eTag(seen),
                Answer.of(Status.OK_200, QrCode.png(code), StandardHeaders.PNG));
    }

    private Tickets.Seen seen(Exchange exchange) {
        return tickets.find(exchange.caller(), new TicketId(exchange.pathId("id")))
                .orElseThrow(() -> new Stop(Problem.notFound()));
    }

    private static String eTag(Tickets.Seen seen) {
        return Long.toString(seen.ticket().version().value());
    }
}
