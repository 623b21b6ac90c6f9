package dev.ticketing.app;

import dev.ticketing.app.RebuildBenchReport.OfConsumer;
import dev.ticketing.app.bench.SampleLog;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.postgres.PostgresTicketing;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Measures how fast read models are built from a long log, and whether readers notice. */
final class RebuildBench {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final Duration LAST_STEPS = Duration.ofSeconds(10);
    private static final Duration SALES_BEGAN = Duration.ofDays(1);
    private static final int MAX_DIFFERENCES = 10;
    private static final long SEED = 1;

    /**
     * How it is asked.
     *
     * @param events how long the log is to be, about
     */
    record Options(int events, boolean json) {

        private static final int DEFAULT_EVENTS = 1_000_000;
        private static final int MAX_EVENTS = 50_000_000;

        static Options parse(List<String> words) {
            int events = DEFAULT_EVENTS;
            boolean json = false;
            for (int i = 0; i < words.size(); i++) {
                switch (words.get(i)) {
                    case "--events" -> events = BenchOptions.number(words, ++i, MAX_EVENTS);
                    case "--json" -> json = true;
                    default -> throw new UsageException("unknown option " + words.get(i));
                }
            }
            return new Options(events, json);
        }
    }

    private final Configuration configuration;
    private final PrintStream out;

    RebuildBench(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if the new copies are the same as the old ones and no reader was failed, else 1. */
    int run(Options options) {
        try (BenchGround ground = BenchGround.clear(configuration);
                Database database = Database.open(ground.configuration())) {
            database.postgres().migrate();
            RebuildBenchReport report = measure(options, database);
            if (options.json()) {
                out.println(report.json());
            } else {
                report.print(out);
            }
            return report.isGood() ? 0 : 1;
        } catch (SQLException e) {
            throw new TicketingException("the database could not be asked", e);
        }
    }

    private RebuildBenchReport measure(Options options, Database database) throws SQLException {
        PostgresTicketing postgres = database.postgres();
        SampleLog sample =
                new SampleLog(
                        postgres.eventLog(),
                        new UuidV7Source(Clock.systemUTC()),
                        Clock.systemUTC().instant().minus(SALES_BEGAN),
                        SEED);
        long start = System.nanoTime();
        try (Progress progress = options.json() ? Progress.none() : Progress.on(out)) {
            sample.fill(
                    options.events(),
                    done ->
                            progress.at(
                                    "log", Math.min(done, options.events()), options.events(), ""));
        }
        Duration filling = since(start);
        BenchGround.checkpoint(database.settings());
        try (Threads threads = Threads.start()) {
            Consumers consumers = consumers(postgres, threads);
            consumers.start();
            try {
                return measure(postgres, sample, filling);
            } finally {
                stop(consumers);
            }
        }
    }

    private static Consumers consumers(PostgresTicketing postgres, Threads threads) {
        return new Consumers(
                Ticketing.PROJECTIONS,
                new Consumers.Needs(
                        postgres.consumerStore(),
                        new SharedFeed(postgres.feed()),
                        Wakeups.NONE,
                        "bench " + UUID.randomUUID(),
                        Clock.systemUTC(),
                        threads.requests(),
                        Scheduler.on(threads.timer()),
                        Server::report));
    }

    private RebuildBenchReport measure(
            PostgresTicketing postgres, SampleLog sample, Duration filling) {
        ConsumerStore store = postgres.consumerStore();
        Position head = postgres.feed().head();
        long start = System.nanoTime();
        List<String> names = Ticketing.PROJECTIONS.stream().map(Projection::name).toList();
        await(
                () -> {
                    List<ConsumerStatus> serving = serving(store);
                    return serving.size() == names.size()
                            && serving.stream().allMatch(each -> each.position().equals(head));
                });
        Duration first = since(start);
        try (BenchReaders readers = BenchReaders.start(postgres.directories(), sample)) {
            List<OfConsumer> alone = new ArrayList<>();
            for (String name : names) {
                alone.addAll(rebuild(postgres, List.of(name)));
            }
            long together = System.nanoTime();
            List<OfConsumer> all = rebuild(postgres, names);
            Duration allTook = since(together);
            return new RebuildBenchReport(
                    head.value(), filling, first, alone, all, allTook, readers.end());
        }
    }

    private static List<ConsumerStatus> serving(ConsumerStore store) {
        return store.all().stream().filter(status -> status.role() == Role.SERVING).toList();
    }

    /** A copy that is being replaced. */
    private static final class Replacing {
        private final ConsumerId old;
        private final long start = System.nanoTime();
        private Optional<Duration> took = Optional.empty();

        Replacing(ConsumerId old) {
            this.old = old;
        }

        boolean isDone(List<ConsumerStatus> serving) {
            if (took.isEmpty() && serving.stream().noneMatch(each -> each.id().equals(old))) {
                took = Optional.of(since(start));
            }
            return took.isPresent();
        }
    }

    /** New copies, until they serve; compared with the old ones, which are then removed. */
    private static List<OfConsumer> rebuild(PostgresTicketing postgres, List<String> names) {
        ConsumerStore store = postgres.consumerStore();
        List<Replacing> all = new ArrayList<>();
        for (ConsumerStatus status : serving(store)) {
            if (names.contains(status.id().name())) {
                all.add(new Replacing(status.id()));
                store.begin(status.id().name(), Role.REBUILDING);
            }
        }
        await(
                () -> {
                    List<ConsumerStatus> serving = serving(store);
                    // Each is asked, so that each is timed.
                    return all.stream().filter(each -> each.isDone(serving)).count() == all.size();
                });
        return all.stream().map(each -> compare(store, each)).toList();
    }

    private static OfConsumer compare(ConsumerStore store, Replacing replaced) {
        String name = replaced.old.name();
        int differences =
                serving(store).stream()
                        .map(ConsumerStatus::id)
                        .filter(id -> id.name().equals(name))
                        .mapToInt(id -> differences(store, replaced.old, id))
                        .sum();
        store.drop(replaced.old);
        return new OfConsumer(name, replaced.took.orElse(PATIENCE), differences);
    }

    private static int differences(ConsumerStore store, ConsumerId old, ConsumerId now) {
        return store.differences(old, now, MAX_DIFFERENCES).size();
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TicketingException("not done within " + PATIENCE);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TicketingException("interrupted", e);
        }
    }

    private static void stop(Consumers consumers) {
        consumers.stop();
        try {
            consumers.stopped().orTimeout(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            Server.report("giving leases back", e);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
