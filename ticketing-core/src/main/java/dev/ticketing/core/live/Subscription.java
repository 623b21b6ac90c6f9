package dev.ticketing.core.live;

import java.util.concurrent.CompletableFuture;

/** One subscriber's place among the others. */
public interface Subscription extends AutoCloseable {

    /** Completes when everything that is recorded from now on will be told. */
    CompletableFuture<Void> begun();

    /** Ends it. A message that is on its way may still arrive. May be called again. */
    @Override
    void close();
}
