package dev.ticketing.core.application;

import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.application.Ticketing.Stores;
import dev.ticketing.core.consumer.Arrivals;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.SharedWakeups;
import dev.ticketing.core.consumer.Wakeups;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that follows the log, and what operators and other programs see of it. */
final class LogFollowers {

    final Wakeups wakeups;
    final Consumers consumers;
    final Subscriptions subscriptions;
    final DeadLetters deadLetters;
    final Recorded recorded;
    private final Arrivals arrivals;

    LogFollowers(Stores stores, Platform platform) {
        wakeups = new SharedWakeups(stores.wakeups());
        consumers =
                new Consumers(
                        Stream.concat(Ticketing.PROJECTIONS.stream(), Ticketing.PROCESSES.stream())
                                .toList(),
                        new Consumers.Needs(
                                stores.consumers(),
                                stores.feed(),
                                wakeups,
                                platform.ids().next().toString(),
                                platform.clock(),
                                platform.executor(),
                                platform.scheduler(),
                                platform.failures()));
        arrivals =
                new Arrivals(
                        stores.feed(),
                        wakeups,
                        platform.executor(),
                        platform.scheduler(),
                        platform.failures());
        subscriptions =
                new Subscriptions(
                        consumers,
                        stores.consumers(),
                        Ticketing.PROJECTIONS.stream()
                                .map(Projection::name)
                                .collect(Collectors.toSet()),
                        stores.feed()::head);
        deadLetters = new DeadLetters(stores.consumers(), stores.storedFeed(), Ticketing.PROCESSES);
        recorded = new Recorded(stores.storedFeed(), arrivals);
    }

    void start() {
        consumers.start();
        arrivals.start();
    }

    /** Something was recorded in this process. */
    void committed() {
        consumers.committed();
        arrivals.wake();
    }

    /** Nobody is told any more of what arrives. */
    void stopTelling() {
        arrivals.stop();
    }

    /** Completes when the leases are given back, and nothing runs any more. */
    CompletableFuture<@Nullable Void> stop() {
        consumers.stop();
        return consumers.stopped();
    }
}
