package dev.ticketing.core.application;

import dev.ticketing.core.application.OwnConsumers.OwnProcess;
import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.application.Ticketing.Stores;
import dev.ticketing.core.consumer.Arrivals;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.SharedWakeups;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.process.ProcessProjection;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that follows the log, and what operators and other programs see of it. */
final class LogFollowers {

    final List<Projection> readModels;
    final Wakeups wakeups;
    final Consumers consumers;
    final Subscriptions subscriptions;
    final DeadLetters deadLetters;
    final Recorded recorded;
    private final Arrivals arrivals;

    LogFollowers(Stores stores, Platform platform, OwnConsumers own) {
        readModels = both(Ticketing.PROJECTIONS, own.projections());
        List<ProcessProjection<?, ?>> processes =
                both(
                        Ticketing.PROCESSES,
                        own.processes().stream().map(OwnProcess::projection).toList());
        wakeups = new SharedWakeups(stores.wakeups());
        consumers =
                new Consumers(
                        both(readModels, processes),
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
                        readModels.stream().map(Projection::name).collect(Collectors.toSet()),
                        stores.feed()::head);
        deadLetters = new DeadLetters(stores.consumers(), stores.storedFeed(), processes);
        recorded = new Recorded(stores.storedFeed(), arrivals);
    }

    private static <T> List<T> both(List<? extends T> ones, List<? extends T> others) {
        return Stream.concat(ones.stream(), others.stream()).<T>map(one -> one).toList();
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
