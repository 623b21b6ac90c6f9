package dev.ticketing.http;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Subscription;
import dev.ticketing.core.application.Subscriptions;

import io.helidon.http.Status;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What follows the log, for operators. */
final class SubscriptionCalls {

    private static final String ALL = "/api/admin/subscriptions";
    private static final String ONE = ALL + "/{name}";

    private final Subscriptions subscriptions;
    private final Written written;
    private final Executor executor;

    SubscriptionCalls(Subscriptions subscriptions, Written written, Executor executor) {
        this.subscriptions = subscriptions;
        this.written = written;
        this.executor = executor;
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.get(ALL, Route.Access.ADMIN, this::list),
                post("/pause", Status.OK_200, subscriptions::pause, idempotent),
                post("/resume", Status.OK_200, subscriptions::resume, idempotent),
                post("/rebuild", Status.ACCEPTED_202, subscriptions::rebuild, idempotent),
                Route.delete(ONE + "/retired", Route.Access.ADMIN, this::dropRetired));
    }

    /** They are few by nature: the first page is the last. */
    private Answer list(Exchange exchange) {
        List<Subscription> all = Written.done(subscriptions.list(exchange.caller())).value();
        return Answer.json(
                Status.OK_200,
                new Items.Page<>(all.stream().map(SubscriptionJson::of).toList(), null));
    }

    /** What an operator has done to one. */
    private interface Step {
        Outcome<Subscription> take(Caller caller, String name);
    }

    private Route post(String path, Status status, Step step, Idempotent idempotent) {
        return Route.post(
                ONE + path,
                Route.Access.ADMIN,
                idempotent.once(exchange -> take(exchange, status, step)));
    }

    private Answer take(Exchange exchange, Status status, Step step) {
        exchange.requireNoBody();
        var done = Written.done(step.take(exchange.caller(), name(exchange)));
        return written.tell(done, Answer.json(status, SubscriptionJson.of(done.value())));
    }

    /** Much to remove may take longer than a request may: then it goes on without it. */
    private Answer dropRetired(Exchange exchange) {
        exchange.requireNoBody();
        Caller caller = exchange.caller();
        String name = name(exchange);
        var done =
                Written.await(
                        CompletableFuture.supplyAsync(
                                () -> subscriptions.dropRetired(caller, name), executor));
        return written.tell(done, Answer.empty(Status.NO_CONTENT_204));
    }

    private static String name(Exchange exchange) {
        return exchange.pathParameter("name");
    }
}
