package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.testkit.SequentialIds;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A server: it lives, stands still, dies and is started again, with a clock of its own. */
final class Node implements InstantSource {

    private static final Duration LONGEST_DOWN = Duration.ofSeconds(6);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5_500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);
    private static final Duration LONGEST_JUMP = Duration.ofMinutes(2);

    private final SimulatedWorld world;
    private final SequentialIds ids;
    private final Chance chance;
    private long skew;
    private long pausedUntil;
    private boolean older;
    private @Nullable Life life;
    private @Nullable Ticketing server;

    Node(SimulatedWorld world, int number, Chance chance) {
        this.world = world;
        this.ids = new SequentialIds(number);
        this.chance = chance;
    }

    @Override
    public Instant instant() {
        return world.time().at(world.time().now() + skew);
    }

    boolean isPaused() {
        return world.time().now() < pausedUntil;
    }

    /** What serves here, if anything does. */
    Optional<Ticketing> server() {
        return life == null || life.isOver() ? Optional.empty() : Optional.ofNullable(server);
    }

    Life life() {
        if (life == null) {
            throw new IllegalStateException("never started");
        }
        return life;
    }

    /** Something of this life happens here, as soon as the server does not stand still. */
    void run(Life of, Runnable task) {
        if (of.isOver()) {
            return;
        }
        if (isPaused()) {
            world.time().at(pausedUntil, () -> run(of, task));
            return;
        }
        try {
            task.run();
        } catch (Crash crash) {
            // It has died, and will be started again.
        } catch (RuntimeException | StackOverflowError e) {
            world.fail("UNCAUGHT: a task of a server threw " + e);
        }
    }

    void start() {
        Life next = new Life(world.faults(), older, this::died);
        life = next;
        try {
            server =
                    Ticketing.start(
                            stores(next),
                            platform(next),
                            world.providerOf(next, this, chance),
                            world.options(),
                            world.mailingOf(next));
        } catch (Crash crash) {
            // It did not come far.
        } catch (TicketingException e) {
            // It cannot begin yet, and whoever watches over it tries again.
            world.notice("the start of a server", e);
            next.end();
            died();
        }
    }

    private Ticketing.Stores stores(Life of) {
        Database database = world.database();
        NodeFeed feed = new NodeFeed(of, database.log, world.log(), world.weather());
        SharedFeed shared = new SharedFeed(feed);
        NodeLog log =
                new NodeLog(
                        of,
                        database.log,
                        world.log(),
                        shared,
                        feed,
                        world.weather(),
                        world.faults(),
                        world.time());
        return world.storesOf(
                new Ticketing.Stores(
                        log,
                        new ComparedFeed(shared, world.log()),
                        database.storedFeed,
                        new SnapshotsOf(of, database.snapshots),
                        new NodeConsumers(of, database.consumers, world.leases(), world.faults()),
                        world.hints().of(of),
                        new WorkOf(of, database.openWork),
                        database.keys,
                        new JournalOf(of, database.journal),
                        new NodeInbox(of, database.webhooks),
                        database.directories));
    }

    private Ticketing.Platform platform(Life of) {
        NodeMachine machine = new NodeMachine(this, of, world, chance);
        return new Ticketing.Platform(
                this,
                ids,
                machine,
                machine.writers(),
                machine,
                world::notice,
                world.settings().limits());
    }

    /** Called when a life has ended in the middle of something. */
    private void died() {
        world.time().after(chance.below(LONGEST_DOWN), this::start);
    }

    /** Stands still from now on, if that is to be; for how long. */
    Duration standStill(Faults faults) {
        if (!faults.strikes(Fault.PAUSE)) {
            return Duration.ZERO;
        }
        Duration pause = faults.chanceOf(Fault.PAUSE).between(SHORTEST_PAUSE, LONGEST_PAUSE);
        pausedUntil = world.time().now() + Timeline.micros(pause);
        return pause;
    }

    /** What may happen to a server at any time, while it lives. */
    void suffer(Faults faults) {
        if (server().isEmpty()) {
            return;
        }
        var unused = standStill(faults);
        if (faults.strikes(Fault.CLOCK_JUMP)) {
            skew = either(faults.chanceOf(Fault.CLOCK_JUMP), LONGEST_JUMP);
        }
        if (faults.strikes(Fault.MIXED_VERSIONS)) {
            older = !older;
            restart();
        }
        if (faults.strikes(Fault.RESTART)) {
            restart();
        }
    }

    /** Its clock is wrong from the beginning, if that is to be. */
    void setClock(Faults faults) {
        if (faults.strikes(Fault.CLOCK_SKEW)) {
            skew = either(faults.chanceOf(Fault.CLOCK_SKEW), MOST_SKEW);
        }
    }

    private static long either(Chance chance, Duration most) {
        long micros = Timeline.micros(chance.below(most));
        return chance.happens(0.5) ? micros : -micros;
    }

    /** Ends in order, and begins again. */
    void restart() {
        Life last = life();
        server().ifPresent(
                        old ->
                                run(
                                        last,
                                        () -> {
                                            CompletableFuture<Void> stopped = old.stop();
                                            server = null;
                                            var unused = stopped.whenComplete((n, f) -> over(last));
                                        }));
    }

    private void over(Life last) {
        if (!last.isOver()) {
            last.end();
            world.time().after(Duration.ZERO, this::start);
        }
    }

    /** Everything is as it should be from now on. */
    void heal() {
        skew = 0;
        pausedUntil = 0;
        older = false;
    }

    /** Until its server dies. */
    private record WorkOf(Life life, OpenWork work) implements OpenWork {

        @Override
        public List<DueSection> dueSections(Instant now, int limit) {
            life.reach("what is due");
            return work.dueSections(now, limit);
        }

        @Override
        public void reschedule(DueSection was, Optional<Instant> next) {
            life.reach("what is due");
            work.reschedule(was, next);
        }
    }

    /** Until its server dies. */
    private record SnapshotsOf(Life life, Snapshots snapshots) implements Snapshots {

        private static final String PLACE = "what is kept of long streams";

        @Override
        public <S, E extends DomainEvent> Optional<Loaded<S>> latest(AggregateRef<S, E> aggregate) {
            life.reach(PLACE);
            return snapshots.latest(aggregate);
        }

        @Override
        public <S, E extends DomainEvent> void save(
                AggregateRef<S, E> aggregate, Loaded<S> snapshot) {
            life.reach(PLACE);
            snapshots.save(aggregate, snapshot);
        }
    }

    /** Until its server dies. */
    private record JournalOf(Life life, Journal journal) implements Journal {

        @Override
        public void write(JournalEntry entry) {
            life.reach("the journal");
            journal.write(entry);
        }

        @Override
        public List<JournalEntry> of(ReservationId reservation) {
            return journal.of(reservation);
        }
    }
}
