package dev.ticketing.http;

import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.payment.ProviderUnavailable;

import io.helidon.webserver.CloseConnectionException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns what goes wrong in a call into its answer. */
final class Failures {

    /** Less than a whole request may take, so that the answer still gets out. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private Failures() {}

    /** The answer of a call, come what may; only a lost connection is thrown. */
    static Answer guard(Exchange exchange, Call call) {
        try {
            return call.answer(exchange);
        } catch (Stop stop) {
            return exchange.answer(stop.problem());
        } catch (CloseConnectionException e) {
            throw e;
        } catch (LogUnavailable
                | UnknownOutcome
                | ProviderUnavailable
                | RejectedExecutionException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "request " + exchange.requestId() + " could not be served: " + e);
            return exchange.answer(Problem.unavailable(RETRY_AFTER));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    () -> "request " + exchange.requestId() + " failed",
                    e);
            return exchange.answer(
                    Problem.of(ProblemCode.INTERNAL, "It is not your fault, and has been noted."));
        }
    }

    /** Waits for what the core is doing, on the request's own virtual thread. */
    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Stop(Problem.unavailable(RETRY_AFTER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the request took too long", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
