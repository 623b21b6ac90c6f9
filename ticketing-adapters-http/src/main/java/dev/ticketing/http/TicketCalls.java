package dev.ticketing.http;

import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.reservation.TicketId;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Tickets, for those who hold them. */
final class TicketCalls {

    private static final String ALL = "/api/tickets";
    private static final String ONE = ALL + "/{id}";

    private final Tickets tickets;
    private final MinPosition minPosition;

    TicketCalls(Tickets tickets, MinPosition minPosition) {
        this.tickets = tickets;
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
        minPosition.awaitTickets(exchange);
        UserId holder = exchange.signedIn().user();
        List<Tickets.Seen> held =
                tickets.heldBy(holder, paging.after().map(TicketId::new), paging.limit() + 1);
        List<Tickets.Seen> page = held.subList(0, Math.min(held.size(), paging.limit()));
        return Answer.json(
                Status.OK_200,
                new Items.Page<>(
                        page.stream().map(TicketJson::of).toList(),
                        held.size() > paging.limit() ? cursor(page.getLast()) : null));
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
