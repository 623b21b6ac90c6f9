package dev.ticketing.postgres;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be recorded of some units, and what is to be answered to the others. */
final class Batch {

    /** A stream that is guarded or written: its version before, and after. */
    record Touch(long expected, long reached) {}

    /** An event on its way to a version of a stream. */
    record NewEvent(StreamId stream, String name, long version, Unit unit, DomainEvent event) {}

    /** A command with the places of its events in the batch, from 1. */
    record NewCommand(Unit unit, int first, int last) {}

    /** What becomes of a unit, as far as it can be said before the batch is recorded. */
    private sealed interface Verdict {

        /** To be recorded. */
        record Sound(NewCommand command) implements Verdict {}

        /** Asks the same as a sound one before it. */
        record Repeated(NewCommand command) implements Verdict {}

        /** Answered already, and not to be recorded. */
        record Settled(AppendResult result) implements Verdict {}
    }

    private final Knowledge knowledge;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<CommandId, NewCommand> commands = new HashMap<>();
    private final List<NewCommand> commandsInOrder = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final SortedMap<String, Touch> touched = new TreeMap<>();
    private final Map<String, Long> missed = new HashMap<>();
    private int conflicts;

    private Batch(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Judges units in order, each as if those before it that are sound had been recorded. */
    static Batch judge(List<Unit> units, Knowledge knowledge) {
        Batch batch = new Batch(knowledge);
        for (Unit unit : units) {
            Verdict verdict = batch.judge(unit);
            batch.verdicts.add(verdict);
            if (!(verdict instanceof Verdict.Sound)) {
                batch.miss(unit);
            }
        }
        return batch;
    }

    /** Remembers where a unit that is not recorded would have gone on. */
    private void miss(Unit unit) {
        for (StreamAppend append : unit.streams()) {
            if (!append.isGuard()) {
                missed.merge(append.stream().toString(), append.expected().value(), Math::min);
            }
        }
    }

    /** What builds on a missed unit is unsound, whatever has brought its stream to the version. */
    private boolean isSound(String name, StreamAppend append) {
        long expected = append.expected().value();
        return version(name, append) == expected
                && expected <= missed.getOrDefault(name, Long.MAX_VALUE);
    }

    private Verdict judge(Unit unit) {
        AppendResult before = knowledge.resultOf(unit.command());
        if (before != null) {
            return new Verdict.Settled(before);
        }
        NewCommand same = commands.get(unit.command().id());
        if (same != null) {
            return same.unit().command().digest() == unit.command().digest()
                    ? new Verdict.Repeated(same)
                    : new Verdict.Settled(new AppendResult.CommandReused());
        }
        List<String> names = new ArrayList<>();
        for (StreamAppend append : unit.streams()) {
            String name = append.stream().toString();
            if (!isSound(name, append)) {
                conflicts++;
                return new Verdict.Settled(new AppendResult.Conflict());
            }
            names.add(name);
        }
        return new Verdict.Sound(take(unit, names));
    }

    private long version(String name, StreamAppend append) {
        Touch touch = touched.get(name);
        return touch == null ? knowledge.version(name, append) : touch.reached();
    }

    private NewCommand take(Unit unit, List<String> names) {
        int first = events.size() + 1;
        for (int i = 0; i < names.size(); i++) {
            take(unit, names.get(i), unit.streams().get(i));
        }
        NewCommand command = new NewCommand(unit, first, events.size());
        commands.put(unit.command().id(), command);
        commandsInOrder.add(command);
        return command;
    }

    private void take(Unit unit, String name, StreamAppend append) {
        long version = append.expected().value();
        for (DomainEvent event : append.events()) {
            version++;
            events.add(new NewEvent(append.stream(), name, version, unit, event));
        }
        Touch before = touched.get(name);
        long expected = before == null ? append.expected().value() : before.expected();
        touched.put(name, new Touch(expected, version));
    }

    /** Nothing is left to record. */
    boolean isSettled() {
        return events.isEmpty();
    }

    int conflicts() {
        return conflicts;
    }

    /** In the order in which rows are to be locked, which is the same in every process. */
    SortedMap<String, Touch> touched() {
        return touched;
    }

    List<NewCommand> commands() {
        return commandsInOrder;
    }

    List<NewEvent> events() {
        return events;
    }

    /**
     * The answers, one for each unit.
     *
     * @param start the position before the batch's first event
     */
    List<AppendResult> results(Position start) {
        List<AppendResult> results = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            results.add(result(verdict, start));
        }
        return results;
    }

    private static AppendResult result(Verdict verdict, Position start) {
        return switch (verdict) {
            case Verdict.Sound(NewCommand command) ->
                    new AppendResult.Appended(
                            start.plus(command.first()), start.plus(command.last()));
            case Verdict.Repeated(NewCommand command) ->
                    new AppendResult.AlreadyApplied(
                            start.plus(command.first()), start.plus(command.last()));
            case Verdict.Settled(AppendResult result) -> result;
        };
    }
}
