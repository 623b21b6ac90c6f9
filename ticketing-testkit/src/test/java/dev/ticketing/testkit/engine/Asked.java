package dev.ticketing.testkit.engine;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Work;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.testkit.engine.Tally.Added;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A command whose answer is a sentence. */
record Asked(
        CommandKey command,
        List<AggregateRef<?, ?>> reads,
        Function<Workspace, Judgement<String>> judge)
        implements Work<String> {

    static Asked of(CommandKey command, Function<Workspace, Judgement<String>> judge) {
        return new Asked(command, List.of(), judge);
    }

    /** Adds to a tally; the answer is the sum, or that it is full. */
    static Asked add(
            CommandKey command,
            AggregateRef<Tally, Added> tally,
            int amount,
            AggregateRef<?, ?>... guards) {
        return of(
                command,
                states -> {
                    List.of(guards).forEach(states::version);
                    return added(states, tally, amount);
                });
    }

    private static Judgement<String> added(
            Workspace states, AggregateRef<Tally, Added> tally, int amount) {
        int sum = states.state(tally).sum();
        if (sum + amount > Tally.LIMIT) {
            return new Judgement.Answer<>("full at " + sum);
        }
        return new Judgement.Commit<>(
                List.of(Change.of(tally, new Added(amount))), position -> "sum " + (sum + amount));
    }

    @Override
    public EventMetadata metadata() {
        return EventMetadata.ofSystem("test", command.id().value());
    }

    @Override
    public Judgement<String> judge(Workspace states, Instant now) {
        return judge.apply(states);
    }

    @Override
    public String replay(List<RecordedEvent> recorded) {
        return "again: " + recorded.stream().map(one -> amount(one)).toList();
    }

    private static int amount(RecordedEvent recorded) {
        return recorded.event() instanceof Added(int amount) ? amount : 0;
    }
}
