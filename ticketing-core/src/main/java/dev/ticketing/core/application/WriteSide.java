package dev.ticketing.core.application;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Completion;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.core.mailbox.Mailboxes;
import dev.ticketing.core.mailbox.Work;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What the services share in asking the mailboxes, and in reading single aggregates. */
final class WriteSide {

    private static final int PAGE = 5_000;

    private final Mailboxes mailboxes;
    private final EventLog log;

    WriteSide(Mailboxes mailboxes, EventLog log) {
        this.mailboxes = mailboxes;
        this.log = log;
    }

    /**
     * One command.
     *
     * @param reads aggregates beside the mailbox's own
     * @param judge decides on the states
     * @param replay finds the first answer among the events that the command recorded
     */
    record Task<T>(
            CommandKey command,
            EventMetadata metadata,
            List<AggregateRef<?, ?>> reads,
            BiFunction<Workspace, Instant, Judgement<Outcome<T>>> judge,
            Function<List<RecordedEvent>, Outcome<T>> replay) {}

    static MailboxKey keyOf(ShowId show) {
        return MailboxKey.of(Show.at(show));
    }

    static MailboxKey keyOf(ShowId show, SectionId section) {
        return MailboxKey.of(Inventory.at(show, section), Show.at(show));
    }

    <T> CompletableFuture<Outcome<T>> submit(MailboxKey key, Task<T> task) {
        return mailboxes.submit(key, new TaskWork<>(task)).thenApply(WriteSide::outcome);
    }

    private static <T> Outcome<T> outcome(Completion<Outcome<T>> completion) {
        return switch (completion) {
            case Completion.Judged<Outcome<T>>(Outcome<T> answer) -> answer;
            case Completion.NotDone<Outcome<T>>(Completion.Reason reason) ->
                    new Outcome.Refused<>(new Refusal.NotTaken(reason));
        };
    }

    /** The state of a long-lived aggregate as the log has it now. */
    <S, E extends DomainEvent> Loaded<S> current(AggregateRef<S, E> aggregate) {
        return mailboxes.states().current(aggregate);
    }

    /** The state of a short-lived aggregate, read from the log. */
    <S, E extends DomainEvent> Loaded<S> read(AggregateRef<S, E> aggregate) {
        return stateAt(aggregate, new Version(Long.MAX_VALUE));
    }

    /** The states of several short-lived aggregates, read in one round trip, in their order. */
    <I, S, E extends DomainEvent> Map<I, Loaded<S>> readAll(
            List<I> ids, Function<I, AggregateRef<S, E>> at) {
        Map<StreamId, List<RecordedEvent>> recorded =
                log.readAll(ids.stream().map(id -> at.apply(id).stream()).toList());
        Map<I, Loaded<S>> states = new LinkedHashMap<>();
        for (I id : ids) {
            AggregateRef<S, E> aggregate = at.apply(id);
            List<RecordedEvent> events = recorded.getOrDefault(aggregate.stream(), List.of());
            S state = aggregate.decider().initialState();
            for (RecordedEvent event : events) {
                state = aggregate.evolve(state, event);
            }
            states.put(id, new Loaded<>(state, Version.NONE.plus(events.size())));
        }
        return states;
    }

    /** All events of several short streams, stream by stream. */
    List<RecordedEvent> events(List<StreamId> streams) {
        Map<StreamId, List<RecordedEvent>> recorded = log.readAll(streams);
        return streams.stream()
                .flatMap(stream -> recorded.getOrDefault(stream, List.of()).stream())
                .toList();
    }

    /** The versions of several aggregates, of those alone that have events. */
    <I> Map<I, Version> versions(List<I> ids, Function<I, ? extends AggregateRef<?, ?>> at) {
        Map<StreamId, Version> known =
                log.versions(ids.stream().map(id -> at.apply(id).stream()).toList());
        Map<I, Version> versions = new LinkedHashMap<>();
        for (I id : ids) {
            Version version = known.get(at.apply(id).stream());
            if (version != null) {
                versions.put(id, version);
            }
        }
        return versions;
    }

    /** The state as of a version, or the newest if there are not so many. */
    <S, E extends DomainEvent> Loaded<S> stateAt(AggregateRef<S, E> aggregate, Version version) {
        S state = aggregate.decider().initialState();
        Version reached = Version.NONE;
        List<RecordedEvent> page;
        do {
            page = log.read(aggregate.stream(), reached, PAGE);
            for (RecordedEvent recorded : page) {
                if (recorded.version().compareTo(version) > 0) {
                    return new Loaded<>(state, reached);
                }
                state = aggregate.evolve(state, recorded);
                reached = recorded.version();
            }
        } while (page.size() == PAGE);
        return new Loaded<>(state, reached);
    }

    static <T> Judgement<Outcome<T>> refuse(Refusal why) {
        return new Judgement.Answer<>(new Outcome.Refused<>(why));
    }

    static <T> Judgement<Outcome<T>> unchanged(T value, Version version) {
        return new Judgement.Answer<>(new Outcome.Done<>(value, version, Optional.empty(), false));
    }

    /**
     * Records the changes, the first of which is of the aggregate that the caller gets.
     *
     * @param value that aggregate as it will be
     */
    static <T> Judgement<Outcome<T>> commit(List<Change<?, ?>> changes, T value, Version version) {
        return new Judgement.Commit<>(
                changes,
                position -> new Outcome.Done<>(value, version, Optional.of(position), false));
    }

    /**
     * What a command has recorded last of the aggregate that it was about. By the stream: an event
     * that this version of the code cannot read is not to be taken for none, or the answer would be
     * about whoever had to make room.
     */
    static RecordedEvent lastOf(String category, List<RecordedEvent> recorded) {
        return recorded.stream()
                .filter(event -> event.stream().category().equals(category))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    static <T> Outcome<T> replayed(T value, Version version, List<RecordedEvent> recorded) {
        Position last = recorded.getLast().position();
        return new Outcome.Done<>(value, version, Optional.of(last), true);
    }

    /** The events of an accepted decision that must not be refused: the states rule it out. */
    static <E, R> List<E> granted(Decision<E, R> decision) {
        return switch (decision) {
            case Decision.Accepted<E, R>(List<E> events) -> events;
            case Decision.Rejected<E, R>(R reason) ->
                    throw new IllegalStateException("unexpected: " + reason);
        };
    }

    /** A task in the form that a mailbox takes. */
    private record TaskWork<T>(Task<T> task) implements Work<Outcome<T>> {

        @Override
        public CommandKey command() {
            return task.command;
        }

        @Override
        public EventMetadata metadata() {
            return task.metadata;
        }

        @Override
        public List<AggregateRef<?, ?>> reads() {
            return task.reads;
        }

        @Override
        public Judgement<Outcome<T>> judge(Workspace states, Instant now) {
            return task.judge.apply(states, now);
        }

        @Override
        public Outcome<T> replay(List<RecordedEvent> recorded) {
            return task.replay.apply(recorded);
        }
    }
}
