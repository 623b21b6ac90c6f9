package dev.ticketing.http;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Shows;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Shows, which are events on the wire. */
final class EventCalls {

    private static final String ALL = "/api/events";
    private static final String ONE = ALL + "/{id}";

    private final Shows shows;
    private final Written written;
    private final IdSource ids;

    EventCalls(Shows shows, Written written, IdSource ids) {
        this.shows = shows;
        this.written = written;
        this.ids = ids;
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(ALL, Route.Access.SIGNED_IN, idempotent.once(this::create)),
                Route.get(ONE, Route.Access.ANYBODY, this::read),
                Route.put(ONE, Route.Access.SIGNED_IN, this::revise),
                Route.delete(ONE, Route.Access.SIGNED_IN, this::delete),
                Route.post(
                        ONE + "/publish",
                        Route.Access.SIGNED_IN,
                        idempotent.once(exchange -> move(exchange, shows::publish))),
                Route.post(
                        ONE + "/open-sales",
                        Route.Access.SIGNED_IN,
                        idempotent.once(exchange -> move(exchange, shows::openSales))),
                Route.post(
                        ONE + "/close-sales",
                        Route.Access.SIGNED_IN,
                        idempotent.once(exchange -> move(exchange, shows::closeSales))),
                Route.post(
                        ONE + "/complete",
                        Route.Access.SIGNED_IN,
                        idempotent.once(exchange -> move(exchange, shows::complete))));
    }

    private Answer create(Exchange exchange) {
        ShowDetails details = EventForm.read(exchange.read(EventRequest.class));
        Request request = exchange.request(Commands.of(exchange, ids));
        var done = Written.await(shows.create(request, details));
        String location = ALL + "/" + done.value().facts().id();
        return answer(Status.CREATED_201, done)
                .with(HeaderValues.create(HeaderNames.LOCATION, location));
    }

    private Answer read(Exchange exchange) {
        Loaded<Show.Existing> show =
                shows.find(exchange.anybody(), id(exchange))
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        Answer answer =
                Answer.json(
                        Status.OK_200,
                        EventJson.of(show.state(), show.version()),
                        caching(show.state()));
        return Preconditions.unlessKnown(exchange, Long.toString(show.version().value()), answer);
    }

    /** What is not public is its organizers' alone. */
    static Header caching(Show.Existing show) {
        return show.isPublic() ? StandardHeaders.REVALIDATE : StandardHeaders.NO_STORE;
    }

    private Answer revise(Exchange exchange) {
        ShowId id = id(exchange);
        ShowDetails details = EventForm.read(exchange.read(EventRequest.class));
        Request request = exchange.request(Commands.fresh(ids));
        return answer(
                Status.OK_200,
                Written.await(shows.revise(request, id, details, seen(exchange, id))));
    }

    private Answer delete(Exchange exchange) {
        ShowId id = id(exchange);
        exchange.requireNoBody();
        Request request = exchange.request(Commands.fresh(ids));
        var done = Written.await(shows.deleteDraft(request, id, seen(exchange, id)));
        return written.tell(done, Answer.empty(Status.NO_CONTENT_204));
    }

    private Optional<Version> seen(Exchange exchange, ShowId id) {
        Optional<Version> present = shows.find(exchange.anybody(), id).map(Loaded::version);
        return Preconditions.seen(exchange, present);
    }

    /** One step of a show's life. */
    private interface Step {
        CompletableFuture<Outcome<Show.Existing>> take(Request request, ShowId id);
    }

    private Answer move(Exchange exchange, Step step) {
        ShowId id = id(exchange);
        exchange.requireNoBody();
        Request request = exchange.request(Commands.of(exchange, ids));
        return answer(Status.OK_200, Written.await(step.take(request, id)));
    }

    private Answer answer(Status status, Outcome.Done<Show.Existing> done) {
        Answer answer = Answer.json(status, EventJson.of(done.value(), done.version()));
        return written.tell(done, answer.withETag(Long.toString(done.version().value())));
    }

    static ShowId id(Exchange exchange) {
        return new ShowId(exchange.pathId("id"));
    }
}
