package dev.ticketing.core.verification;

import dev.ticketing.core.consumer.CheckingCopy;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.verification.Report.Kind;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the whole log once, and compares with it everything that is kept: that what must always
 * hold does, that versions and commands are what the events say, and that every read model is the
 * fold of the log up to where it is. Others may go on selling meanwhile; a read model stands still
 * while its rows are compared, at the end of it.
 *
 * <p>Changes nothing but copies of read models that it makes and removes. What a process that died
 * has left behind is removed by the next.
 */
public final class Verification {

    /** The upkeep asks a provider again and again; what is open for longer, a person looks at. */
    private static final Duration REFUND_TIME = Duration.ofHours(1);

    private final Needs needs;

    /**
     * What it needs from outside.
     *
     * @param owner names this run among all processes that share the store
     */
    public record Needs(
            Feed feed,
            EventLog log,
            LogIndex index,
            ConsumerStore store,
            List<Projection> projections,
            String owner,
            InstantSource clock) {
        public Needs {
            projections = List.copyOf(projections);
        }
    }

    /** Is told how it goes on, on the thread that runs it. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A step goes on.
         *
         * @param done how many of {@code of}; both zero when nobody knows
         */
        void at(String step, long done, long of);
    }

    public Verification(Needs needs) {
        this.needs = needs;
    }

    /**
     * Looks at everything once. Blocks, for as long as the log is long.
     *
     * @return empty, with nothing done, if another process verifies at the moment
     * @throws dev.ticketing.core.log.LogUnavailable if a store cannot be reached
     * @throws dev.ticketing.core.kernel.TicketingException if a consumer was paused meanwhile
     */
    public Optional<Report> run(Watcher watcher) {
        Run run = new Run(watcher);
        try {
            return run.begin() ? Optional.of(run.all()) : Optional.empty();
        } finally {
            run.end();
        }
    }

    /** One time. */
    private final class Run {

        private final Watcher watcher;
        private final Instant began = needs.clock.instant();
        private final Findings findings = new Findings(needs.clock);
        private final IndexCheck index = new IndexCheck(needs.index, findings);
        private final LogInvariants invariants = new LogInvariants();
        private final CommandCheck commands = new CommandCheck(needs.log, findings);
        private final List<ModelCheck> models = new ArrayList<>();
        private Position head = Position.START;
        private long events;

        Run(Watcher watcher) {
            this.watcher = watcher;
        }

        /** False if another process is at it. */
        boolean begin() {
            Set<String> known =
                    needs.store.all().stream()
                            .map(status -> status.id().name())
                            .collect(Collectors.toSet());
            for (Projection projection : needs.projections) {
                if (known.contains(projection.name())) {
                    Optional<CheckingCopy> copy =
                            CheckingCopy.begin(needs.store, projection, needs.owner);
                    if (copy.isEmpty()) {
                        return false;
                    }
                    models.add(new ModelCheck(copy.get(), findings));
                } else {
                    findings.note(projection.name() + " has never run: nothing to compare.");
                }
            }
            return true;
        }

        Report all() {
            log();
            streams();
            consumers();
            models();
            return findings.report(head, events, began);
        }

        private void log() {
            Instant since = needs.clock.instant();
            head = index.head();
            new LogWalk(needs.feed, needs.index, findings).run(head, this::take);
            invariants.finish().forEach(findings::violation);
            invariants.overdue(needs.clock.instant(), REFUND_TIME).forEach(findings::note);
            index.commands(commands.finish(), head);
            findings.checked("log", events, since);
        }

        private void take(List<RecordedEvent> page, Position upTo) {
            for (RecordedEvent event : page) {
                invariants.accept(event);
                commands.accept(event);
            }
            events += page.size();
            models.forEach(model -> model.take(page, upTo));
            watcher.at("log", upTo.value(), head.value());
        }

        private void streams() {
            Instant since = needs.clock.instant();
            long looked = index.streams(so -> goesOn("streams", so));
            findings.checked("streams", looked, since);
        }

        private void goesOn(String step, long done) {
            models.forEach(ModelCheck::renew);
            watcher.at(step, done, 0);
        }

        private void consumers() {
            Instant since = needs.clock.instant();
            List<ConsumerStatus> all = needs.store.all();
            Position end = needs.feed.head();
            for (ConsumerStatus status : all) {
                check(status, end);
            }
            findings.checked("consumers", all.size(), since);
        }

        private void check(ConsumerStatus status, Position end) {
            if (end.isBefore(status.position())) {
                findings.violation(
                        Kind.CONSUMER,
                        status.id().toString(),
                        Optional.of(status.position()),
                        "It stands past the end of the log, which is at " + end.value() + ".");
            }
            if (status.role() == Role.SERVING && status.state() != State.RUNNING) {
                String why = status.reason().map(reason -> ": " + reason).orElse("");
                findings.note(
                        status.id().name()
                                + " does not move since position "
                                + status.position().value()
                                + why);
            }
        }

        private void models() {
            int done = 0;
            for (ModelCheck model : models) {
                Instant since = needs.clock.instant();
                goesOn("read models", done++);
                long positions = model.compare(needs.feed);
                findings.checked(model.name(), positions, since);
            }
        }

        /** Each by itself: that one cannot be removed must not leave the others. */
        void end() {
            for (ModelCheck model : models) {
                try {
                    watcher.at("removing copies", 0, 0);
                    model.close();
                } catch (LogUnavailable e) {
                    // The next verification removes it.
                    watcher.at("a copy of " + model.name() + " is left behind", 0, 0);
                }
            }
        }
    }
}
