package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One batch of a mailbox, judged: what is to be committed, and what is only answered. */
final class Round {

    /** A round that records so much ends there: what the log takes at once has a limit. */
    private static final int MAX_EVENTS = EventLog.MAX_EVENTS / 2;

    /** A command that records something once its unit is committed. */
    record Staged<R>(Envelope<R> envelope, Judgement.Commit<R> commit, Unit unit) {}

    /**
     * A command that records nothing.
     *
     * @param deliver tells its caller what it was judged to be
     */
    record Answered(Envelope<?> envelope, Runnable deliver) {

        /** What it was judged to be is not known to hold. */
        Answered contended() {
            return new Answered(envelope, () -> envelope.notDone(Completion.Reason.CONTENDED));
        }
    }

    private final Workspace workspace;
    private final Map<StreamId, Version> judgedOn;
    private final List<Staged<?>> staged = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();
    private final List<Envelope<?>> postponed = new ArrayList<>();
    private final Set<CommandId> judged = new HashSet<>();
    private int events;

    /** Judges each command in turn, each seeing what those before it change. */
    Round(Workspace workspace, List<Envelope<?>> batch, Instant now) {
        this.workspace = workspace;
        workspace.load(batch.stream().flatMap(e -> e.work().reads().stream()).toList());
        judgedOn = workspace.ownedVersions();
        for (Envelope<?> envelope : batch) {
            if (envelope.caller().isDone()) {
                continue;
            }
            if (events >= MAX_EVENTS || !judged.add(envelope.work().command().id())) {
                postponed.add(envelope);
            } else {
                judge(envelope, now);
            }
        }
    }

    private <R> void judge(Envelope<R> envelope, Instant now) {
        workspace.next();
        try {
            switch (envelope.work().judge(workspace, now)) {
                case Judgement.Commit<R> commit -> {
                    Unit unit = workspace.stage(envelope.work(), commit);
                    staged.add(new Staged<>(envelope, commit, unit));
                    events += unit.eventCount();
                }
                case Judgement.Answer<R>(R answer) ->
                        answered.add(new Answered(envelope, () -> envelope.judged(answer)));
            }
        } catch (RuntimeException e) {
            // States that another process has left behind may contradict each other.
            answered.add(new Answered(envelope, () -> envelope.failed(e)));
        }
    }

    Workspace workspace() {
        return workspace;
    }

    List<Staged<?>> staged() {
        return staged;
    }

    /** Those that wait for an answer; whoever is answered is taken out. */
    List<Answered> answered() {
        return answered;
    }

    /**
     * Those that were not judged: it is their turn in the next round. Also commands that come twice
     * at once: behind itself one would be refused for what it is about to have done, or be done and
     * refused at the same time.
     */
    List<Envelope<?>> postponed() {
        return postponed;
    }

    List<Unit> units() {
        return staged.stream().<Unit>map(Staged::unit).toList();
    }

    /** Whether it was judged on what the log holds now. */
    boolean isCurrent() {
        return workspace.isCurrent(judgedOn);
    }
}
