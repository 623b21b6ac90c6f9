package dev.ticketing.core.log;

import java.util.UUID;

/** Names a command for ever; the log applies each id at most once. */
public record CommandId(UUID value) implements Comparable<CommandId> {

    @Override
    public int compareTo(CommandId other) {
        return value.compareTo(other.value);
    }
}
