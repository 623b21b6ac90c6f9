package dev.ticketing.http.stripe;

import com.stripe.exception.StripeException;

import dev.ticketing.core.payment.ProviderUnavailable;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Questions to Stripe that end, whatever the network does: the limits of a connection bound neither
 * the looking up of a name nor an answer that comes a byte at a time.
 */
final class BoundedCalls implements AutoCloseable {

    private final Duration longest;

    /** Of threads that let go of a connection when they are interrupted. */
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("stripe-", 0).factory());

    BoundedCalls(Duration longest) {
        this.longest = longest;
    }

    /** A question, which may take several calls. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws StripeException;
    }

    /**
     * Asks.
     *
     * @throws ProviderUnavailable if there is no answer in time
     */
    <T> T ask(Question<T> question) {
        Future<T> answer = begun(question);
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProviderUnavailable("Stripe has not answered within " + longest, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderUnavailable("interrupted", e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            answer.cancel(true);
        }
    }

    private <T> Future<T> begun(Question<T> question) {
        try {
            return threads.submit(question::ask);
        } catch (RejectedExecutionException e) {
            throw new ProviderUnavailable("not asked: it is closed", e);
        }
    }

    private static RuntimeException failure(ExecutionException failure) {
        return switch (failure.getCause()) {
            case StripeException refusal -> Unanswered.of(refusal);
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failure);
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
