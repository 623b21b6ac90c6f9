package dev.ticketing.http;

import dev.ticketing.core.application.DeadLetters;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.kernel.IdSource;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What could not be handled, for operators. */
final class DeadLetterCalls {

    private static final String ALL = "/api/admin/dead-letters";
    private static final String ONE = ALL + "/{id}";

    private final DeadLetters deadLetters;
    private final Written written;
    private final IdSource ids;

    DeadLetterCalls(DeadLetters deadLetters, Written written, IdSource ids) {
        this.deadLetters = deadLetters;
        this.written = written;
        this.ids = ids;
    }

    /** Why somebody gives one up. */
    record DiscardBody(@Nullable String reason) {}

    record RetryingJson(int retrying) {}

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.get(ALL, Route.Access.ADMIN, this::list),
                Route.post(ALL + "/retry-all", Route.Access.ADMIN, idempotent.once(this::retryAll)),
                Route.get(ONE, Route.Access.ADMIN, this::read),
                Route.post(ONE + "/retry", Route.Access.ADMIN, idempotent.once(this::retry)),
                Route.post(ONE + "/discard", Route.Access.ADMIN, idempotent.once(this::discard)));
    }

    private Answer list(Exchange exchange) {
        Paging paging = Paging.of(exchange);
        List<DeadLetter> found =
                Written.done(
                                deadLetters.list(
                                        exchange.caller(),
                                        subscription(exchange),
                                        exchange.query("status").map(DeadLetterCalls::status),
                                        paging.after(),
                                        paging.limit() + 1))
                        .value();
        List<DeadLetter> page = found.subList(0, Math.min(found.size(), paging.limit()));
        return Answer.json(
                Status.OK_200,
                new Items.Page<>(
                        page.stream().map(DeadLetterJson::of).toList(),
                        found.size() > paging.limit() ? Paging.cursor(page.getLast().id()) : null));
    }

    private static Optional<String> subscription(Exchange exchange) {
        return exchange.query("subscription");
    }

    private static DeadLetter.Status status(String name) {
        return Arrays.stream(DeadLetter.Status.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Stop(
                                        Problem.invalid(
                                                "status",
                                                "has to be one of "
                                                        + Arrays.toString(
                                                                DeadLetter.Status.values()))));
    }

    private Answer read(Exchange exchange) {
        DeadLetters.Opened opened =
                Written.done(deadLetters.find(exchange.caller(), exchange.pathId("id"))).value();
        return Answer.json(Status.OK_200, DeadLetterJson.of(opened));
    }

    private Answer retry(Exchange exchange) {
        exchange.requireNoBody();
        return answer(deadLetters.retry(request(exchange), exchange.pathId("id")));
    }

    private Answer retryAll(Exchange exchange) {
        exchange.requireNoBody();
        var done = Written.done(deadLetters.retryAll(request(exchange), subscription(exchange)));
        return written.tell(done, Answer.json(Status.OK_200, new RetryingJson(done.value())));
    }

    private Answer discard(Exchange exchange) {
        var id = exchange.pathId("id");
        FieldErrors errors = new FieldErrors();
        String reason =
                errors.text(
                        "reason",
                        exchange.read(DiscardBody.class).reason(),
                        DeadLetters.MAX_REASON);
        errors.stopIfAny();
        return answer(deadLetters.discard(request(exchange), id, reason));
    }

    private Request request(Exchange exchange) {
        return exchange.request(Commands.of(exchange, ids));
    }

    private Answer answer(Outcome<DeadLetter> outcome) {
        var done = Written.done(outcome);
        return written.tell(done, Answer.json(Status.OK_200, DeadLetterJson.of(done.value())));
    }
}
