package dev.ticketing.core.mailbox;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;

import java.time.Instant;
import java.util.List;

/**
 * One command on its way through a mailbox.
 *
 * @param <R> the answer to its caller
 */
public interface Work<R> {

    CommandKey command();

    EventMetadata metadata();

    /** The aggregates, beside the mailbox's own, that it will look at: read in one go. */
    default List<AggregateRef<?, ?>> reads() {
        return List.of();
    }

    /** Judges; called again, on newer states, when another process wrote in between. */
    Judgement<R> judge(Workspace states, Instant now);

    /** The answer when the command was applied before: these are the events it recorded. */
    R replay(List<RecordedEvent> recorded);
}
