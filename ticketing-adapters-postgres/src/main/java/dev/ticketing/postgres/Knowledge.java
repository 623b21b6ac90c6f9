package dev.ticketing.postgres;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.AppendResult.AlreadyApplied;
import dev.ticketing.core.log.AppendResult.CommandReused;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventLog.AppliedCommand;
import dev.ticketing.core.log.StreamAppend;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What is known of the log when units are judged. */
sealed interface Knowledge {

    /** The version that the stream of an append has. */
    long version(String stream, StreamAppend append);

    /** What became of a command before; null if it was not applied. */
    @Nullable AppendResult resultOf(CommandKey command);

    /** Nothing: every unit is taken at its word, which the database will check. */
    record None() implements Knowledge {
        @Override
        public long version(String stream, StreamAppend append) {
            return append.expected().value();
        }

        @Override
        public @Nullable AppendResult resultOf(CommandKey command) {
            return null;
        }
    }

    /** What the log said at one instant; a stream that it does not name has no events. */
    record Seen(Map<String, Long> versions, Map<CommandId, AppliedCommand> applied)
            implements Knowledge {

        @Override
        public long version(String stream, StreamAppend append) {
            return versions.getOrDefault(stream, 0L);
        }

        @Override
        public @Nullable AppendResult resultOf(CommandKey command) {
            AppliedCommand before = applied.get(command.id());
            if (before == null) {
                return null;
            }
            return before.command().equals(command)
                    ? new AlreadyApplied(before.first(), before.last())
                    : new CommandReused();
        }
    }
}
