package dev.ticketing.core.consumer;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;

import java.util.HashSet;
import java.util.Set;

/** What projections look at. */
public final class Interests {

    /** They are asked for with every event. */
    private static final ClassValue<Set<Class<? extends DomainEvent>>> OF_SEALED =
            new ClassValue<>() {
                @Override
                protected Set<Class<? extends DomainEvent>> computeValue(Class<?> sealed) {
                    Set<Class<? extends DomainEvent>> events = new HashSet<>();
                    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
                        events.add(permitted.asSubclass(DomainEvent.class));
                    }
                    return Set.copyOf(events);
                }
            };

    private Interests() {}

    /** All events of an aggregate, present and to come. */
    public static Set<Class<? extends DomainEvent>> all(Class<? extends DomainEvent> sealed) {
        return OF_SEALED.get(sealed);
    }

    /** Whether a projection looks at an event; those of unknown types come from everywhere. */
    static boolean concerns(Projection projection, RecordedEvent event) {
        return event.event() instanceof UnreadableEvent unreadable
                ? unreadable.mayBeOf(projection.interests())
                        && projection.categories().contains(event.stream().category())
                : projection.interests().contains(event.event().getClass());
    }
}
