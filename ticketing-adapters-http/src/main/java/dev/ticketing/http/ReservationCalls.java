package dev.ticketing.http;

import dev.ticketing.core.application.Listings;
import dev.ticketing.core.application.Listings.WantedReservations;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Reservations;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holding seats, and giving them up. */
final class ReservationCalls {

    private static final String ALL = "/api/reservations";
    private static final String ONE = ALL + "/{id}";

    private final Reservations reservations;
    private final Listings listings;
    private final Written written;
    private final MinPosition minPosition;
    private final IdSource ids;
    private final InstantSource clock;

    /** Holds that this process is working on. */
    private final Set<CommandId> running = ConcurrentHashMap.newKeySet();

    ReservationCalls(
            Reservations reservations,
            Listings listings,
            Written written,
            MinPosition minPosition,
            IdSource ids,
            InstantSource clock) {
        this.reservations = reservations;
        this.listings = listings;
        this.written = written;
        this.minPosition = minPosition;
        this.ids = ids;
        this.clock = clock;
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(ALL, Route.Access.SIGNED_IN, this::hold),
                Route.get(ALL, Route.Access.SIGNED_IN, this::list),
                Route.get(ONE, Route.Access.SIGNED_IN, this::read),
                Route.post(ONE + "/cancel", Route.Access.SIGNED_IN, idempotent.once(this::cancel)));
    }

    /**
     * The log itself remembers the command, and the answer can be made again from what it holds: no
     * second store is asked, in the rush nothing is written twice.
     */
    private Answer hold(Exchange exchange) {
        byte[] body = exchange.jsonBody();
        IdempotencyStore.Key key = Commands.requiredKey(exchange);
        Wish wish = HoldRequest.read(body);
        CommandKey command = Commands.of(key, exchange);
        if (!running.add(command.id())) {
            throw new Stop(Idempotent.inProgress());
        }
        try {
            return held(Written.await(reservations.hold(exchange.request(command), wish)));
        } finally {
            running.remove(command.id());
        }
    }

    private Answer held(Outcome.Done<Reservation.Started> done) {
        Instant then = done.value().terms().startedAt();
        Answer answer =
                Answer.of(
                        Status.CREATED_201,
                        ReservationJson.write(done.value(), done.version(), then),
                        StandardHeaders.JSON,
                        HeaderValues.create(
                                HeaderNames.LOCATION, ALL + "/" + done.value().terms().id()));
        return written.tell(
                done, answer.withETag(ReservationJson.eTag(done.value(), done.version(), then)));
    }

    private Answer list(Exchange exchange) {
        Paging paging = Paging.of(exchange);
        Query query = new Query(exchange);
        WantedReservations wanted =
                new WantedReservations(
                        query.id("eventId").map(ShowId::new),
                        query.oneOf("status", Reservation.Status.class));
        query.stopIfWrong();
        minPosition.await(exchange, ReservationProjection.NAME);
        Instant now = clock.instant();
        List<ReservationRow> found =
                query.asksForNothing()
                        ? List.of()
                        : listings.reservations(
                                exchange.caller(),
                                wanted,
                                now,
                                paging.after().map(ReservationId::new),
                                paging.enough());
        return Answer.of(
                Status.OK_200,
                ReservationJson.write(found, paging.limit(), now),
                StandardHeaders.JSON);
    }

    private Answer read(Exchange exchange) {
        Loaded<Reservation.Started> found =
                reservations
                        .find(exchange.caller(), id(exchange))
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        Instant now = clock.instant();
        return Preconditions.unlessKnown(
                exchange,
                ReservationJson.eTag(found.state(), found.version(), now),
                Answer.of(
                        Status.OK_200,
                        ReservationJson.write(found.state(), found.version(), now),
                        StandardHeaders.JSON));
    }

    private Answer cancel(Exchange exchange) {
        ReservationId id = id(exchange);
        exchange.requireNoBody();
        var request = exchange.request(Commands.of(exchange, ids));
        var done = Written.await(reservations.cancel(request, id));
        Instant now = clock.instant();
        Answer answer =
                Answer.of(
                        Status.OK_200,
                        ReservationJson.write(done.value(), done.version(), now),
                        StandardHeaders.JSON);
        return written.tell(
                done, answer.withETag(ReservationJson.eTag(done.value(), done.version(), now)));
    }

    private static ReservationId id(Exchange exchange) {
        return new ReservationId(exchange.pathId("id"));
    }
}
