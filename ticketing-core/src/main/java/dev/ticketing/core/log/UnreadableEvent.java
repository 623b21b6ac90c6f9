package dev.ticketing.core.log;

import dev.ticketing.core.kernel.DomainEvent;

import java.util.Optional;
import java.util.Set;

/**
 * Stands in the feed for an event that this version of the code cannot read: of an unknown type or
 * schema version, or with a payload that makes no sense. Never appended.
 *
 * @param type as it is stored
 * @param problem why, for a person
 * @param meant what it would be if it could be read; empty if its type is unknown
 */
public record UnreadableEvent(
        String type,
        int schemaVersion,
        String problem,
        Optional<Class<? extends DomainEvent>> meant)
        implements DomainEvent {

    /** Of an unknown type. */
    public UnreadableEvent(String type, int schemaVersion, String problem) {
        this(type, schemaVersion, problem, Optional.empty());
    }

    /** Whether it may be an event of one of those types. */
    public boolean mayBeOf(Set<Class<? extends DomainEvent>> types) {
        return meant.map(types::contains).orElse(true);
    }
}
