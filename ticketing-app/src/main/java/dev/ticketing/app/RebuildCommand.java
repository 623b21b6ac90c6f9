package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rebuild;
import dev.ticketing.core.consumer.Rebuild.Stage;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.postgres.PostgresTicketing;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Builds a read model anew, while readers see the old one. This process carries the new copy
 * itself, so that a running server has nothing to do with it; if it dies, a running server goes on.
 */
final class RebuildCommand {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LAST_STEPS = Duration.ofSeconds(10);

    /**
     * How it was asked.
     *
     * @param dropRetired to remove old copies, and build nothing
     * @param json one object instead of words
     */
    record Options(Projection projection, boolean dropRetired, boolean json) {

        static Options parse(List<String> words) {
            if (words.isEmpty() || words.getFirst().startsWith("-")) {
                throw new UsageException("which consumer? " + names());
            }
            Projection projection = projection(words.getFirst());
            boolean dropRetired = false;
            boolean json = false;
            for (String word : words.subList(1, words.size())) {
                switch (word) {
                    case "--drop-retired" -> dropRetired = true;
                    case "--json" -> json = true;
                    default -> throw new UsageException("unknown option " + word);
                }
            }
            return new Options(projection, dropRetired, json);
        }

        private static Projection projection(String name) {
            return Ticketing.PROJECTIONS.stream()
                    .filter(projection -> projection.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new UsageException(
                                            "there is no consumer " + name + ": " + names()));
        }

        private static String names() {
            return Ticketing.PROJECTIONS.stream()
                    .map(Projection::name)
                    .collect(Collectors.joining(", "));
        }

        String name() {
            return projection.name();
        }
    }

    private final Configuration configuration;
    private final PrintStream out;

    RebuildCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if the new copy serves, or old ones were removed; 1 if it cannot go on. */
    int run(Options options) {
        try (Database database = Database.openForAll(configuration)) {
            return options.dropRetired
                    ? dropRetired(database.postgres().consumerStore(), options)
                    : rebuild(database.postgres(), options);
        }
    }

    private int dropRetired(ConsumerStore store, Options options) {
        List<ConsumerId> dropped = Rebuild.dropRetired(options.name(), store);
        if (options.json) {
            ObjectNode json = new ObjectMapper().createObjectNode();
            var copies = json.putArray("dropped");
            dropped.forEach(copy -> copies.add(copy.toString()));
            out.println(json);
        } else if (dropped.isEmpty()) {
            out.println("There is no retired copy of " + options.name() + ".");
        } else {
            dropped.forEach(copy -> out.println("Removed " + copy + "."));
        }
        return 0;
    }

    private int rebuild(PostgresTicketing postgres, Options options) {
        ConsumerStore store = postgres.consumerStore();
        Rebuild rebuild =
                Rebuild.of(options.name(), store, postgres.feed(), Clock.systemUTC())
                        .orElseThrow(
                                () ->
                                        new UnavailableException(
                                                options.name()
                                                        + " has never run: a server fills it"));
        Instant began = Clock.systemUTC().instant();
        Stage last = carry(postgres, options, rebuild);
        Duration took = Duration.between(began, Clock.systemUTC().instant());
        if (options.json) {
            out.println(json(rebuild, last, took));
        } else {
            print(options, rebuild, last, took, store);
        }
        return last instanceof Stage.Serving ? 0 : 1;
    }

    private Stage carry(PostgresTicketing postgres, Options options, Rebuild rebuild) {
        try (Threads threads = Threads.start();
                Progress progress = options.json ? Progress.none() : Progress.on(out)) {
            Consumers consumers =
                    new Consumers(
                            List.of(options.projection),
                            new Consumers.Needs(
                                    postgres.consumerStore(),
                                    postgres.feed(),
                                    Wakeups.NONE,
                                    "rebuild " + UUID.randomUUID(),
                                    Clock.systemUTC(),
                                    threads.requests(),
                                    Scheduler.on(threads.timer()),
                                    Server::report));
            consumers.start();
            try {
                return follow(rebuild, progress);
            } finally {
                stop(consumers);
            }
        }
    }

    private static Stage follow(Rebuild rebuild, Progress progress) {
        Stage stage = rebuild.look();
        while (stage instanceof Stage.Filling filling) {
            String more = String.format(Locale.ROOT, "%,d/s", filling.perSecond());
            progress.at(
                    rebuild.copy().toString(),
                    filling.at().value(),
                    filling.head().value(),
                    filling.left().map(left -> more + ", " + inWords(left) + " left").orElse(more));
            pause();
            stage = rebuild.look();
        }
        return stage;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TicketingException("interrupted", e);
        }
    }

    /** So that a running server takes over at once what this process has carried. */
    private static void stop(Consumers consumers) {
        consumers.stop();
        try {
            consumers.stopped().orTimeout(LAST_STEPS.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            Server.report("giving leases back", e);
        }
    }

    private void print(
            Options options, Rebuild rebuild, Stage last, Duration took, ConsumerStore store) {
        String copy = rebuild.copy().toString();
        switch (last) {
            case Stage.Serving(Position at) -> {
                out.printf(
                        Locale.ROOT,
                        "%s serves, from position %,d on, after %.1f s.%n",
                        copy,
                        at.value(),
                        took.toMillis() / 1_000.0);
                store.all().stream()
                        .filter(status -> status.id().name().equals(options.name()))
                        .filter(status -> status.role() == Role.RETIRED)
                        .map(ConsumerStatus::id)
                        .forEach(old -> out.println("Kept: " + old + "."));
                out.println(
                        "To remove what is kept: rebuild " + options.name() + " --drop-retired");
            }
            case Stage.Standing(var at, var reason) ->
                    out.println(
                            copy
                                    + " stands at position "
                                    + at.value()
                                    + ": "
                                    + reason.orElse("it was paused"));
            case Stage.Gone() -> out.println(copy + " was removed by somebody.");
            case Stage.Filling filling ->
                    throw new IllegalStateException("not at an end: " + filling);
        }
    }

    private static ObjectNode json(Rebuild rebuild, Stage last, Duration took) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("copy", rebuild.copy().toString());
        json.put("serves", last instanceof Stage.Serving);
        json.put("seconds", took.toMillis() / 1_000.0);
        switch (last) {
            case Stage.Serving(Position at) -> json.put("position", at.value());
            case Stage.Standing(Position at, var reason) -> {
                json.put("position", at.value());
                json.put("reason", reason.orElse("paused"));
            }
            case Stage.Gone() -> json.put("reason", "removed");
            case Stage.Filling filling ->
                    throw new IllegalStateException("not at an end: " + filling);
        }
        return json;
    }

    private static String inWords(Duration left) {
        return left.toMinutes() == 0
                ? left.toSeconds() + " s"
                : left.toMinutes() + " min " + left.toSecondsPart() + " s";
    }
}
