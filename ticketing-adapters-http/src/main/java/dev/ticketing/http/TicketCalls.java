package dev.ticketing.http;

import dev.ticketing.core.application.Listings;
import dev.ticketing.core.application.Listings.WantedTickets;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketRowProjection;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tickets, for those who hold them. */
final class TicketCalls {

    private static final String ALL = "/api/tickets";
    private static final String ONE = ALL + "/{id}";

    private final Tickets tickets;
    private final Listings listings;
    private final MinPosition minPosition;
    private final Transfers transfers;

    TicketCalls(Tickets tickets, Listings listings, MinPosition minPosition, Transfers transfers) {
        this.tickets = tickets;
        this.listings = listings;
        this.minPosition = minPosition;
        this.transfers = transfers;
    }

    /**
     * What handing on takes.
     *
     * @param userOf who an address stands for, whether or not they have ever signed in
     */
    record Transfers(Function<EmailAddress, UserId> userOf, Written written, IdSource ids) {}

    record TransferRequest(@Nullable String toEmail) {}

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(
                        ONE + "/transfer", Route.Access.SIGNED_IN, idempotent.once(this::transfer)),
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
        return Paging.cursor(last.ticket().facts().id().value());
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

    private Answer transfer(Exchange exchange) {
        TicketId id = new TicketId(exchange.pathId("id"));
        String typed =
                Optional.ofNullable(exchange.read(TransferRequest.class).toEmail()).orElse("");
        EmailAddress to =
                EmailAddress.parse(typed)
                        .orElseThrow(
                                () -> new Stop(Problem.invalid("toEmail", "has to be an address")));
        Request request = exchange.request(Commands.of(exchange, transfers.ids));
        Outcome.Done<Tickets.Seen> done =
                Written.await(tickets.transfer(request, id, () -> transfers.userOf.apply(to)));
        Tickets.Seen received = done.value();
        return transfers.written.tell(
                done, Answer.json(Status.OK_200, TicketJson.of(received)).withETag(eTag(received)));
    }

    private Tickets.Seen seen(Exchange exchange) {
        return tickets.find(exchange.caller(), new TicketId(exchange.pathId("id")))
                .orElseThrow(() -> new Stop(Problem.notFound()));
    }

    private static String eTag(Tickets.Seen seen) {
        return Long.toString(seen.ticket().version().value());
    }
}
