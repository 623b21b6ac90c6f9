package dev.ticketing.postgres;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.UnreadableEvent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which events are stored under which names, and how. Immutable. */
final class EventCodec {

    static final EventCodec INSTANCE =
            new EventCodec(
                    Stream.of(
                                    ShowEventTypes.ALL,
                                    InventoryEventTypes.ALL,
                                    ReservationEventTypes.ALL,
                                    PaymentEventTypes.ALL,
                                    TicketEventTypes.ALL)
                            .flatMap(List::stream)
                            .toList());

    private final List<EventType<?>> types;
    private final Map<String, EventType<?>> byName = new HashMap<>();
    private final Map<Class<?>, EventType<?>> byClass = new HashMap<>();

    EventCodec(List<EventType<?>> types) {
        this.types = types;
        for (EventType<?> type : types) {
            if (byName.put(type.name(), type) != null
                    || byClass.put(type.eventClass(), type) != null) {
                throw new IllegalStateException("stored under two names: " + type.name());
            }
        }
    }

    List<EventType<?>> types() {
        return types;
    }

    EventType<?> typeOf(Class<? extends DomainEvent> eventClass) {
        EventType<?> type = byClass.get(eventClass);
        if (type == null) {
            throw new IllegalArgumentException("not in the registry: " + eventClass);
        }
        return type;
    }

    /** The stored names of all events but some. */
    String[] namesBut(Set<Class<? extends DomainEvent>> classes) {
        Set<String> names = new TreeSet<>(byName.keySet());
        classes.forEach(c -> names.remove(typeOf(c).name()));
        return names.toArray(String[]::new);
    }

    /**
     * @throws IllegalArgumentException if nobody here knows how to read it
     */
    DomainEvent decode(String name, int schemaVersion, String payload) {
        EventType<?> type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown type: " + name);
        }
        return type.read(schemaVersion, payload);
    }

    /** As {@link #decode}; what nobody here knows how to read comes as an unreadable event. */
    DomainEvent decodeOrExplain(String name, int schemaVersion, String payload) {
        try {
            return decode(name, schemaVersion, payload);
        } catch (RuntimeException e) {
            String problem = Objects.requireNonNullElse(e.getMessage(), e.getClass().getName());
            return new UnreadableEvent(
                    name,
                    schemaVersion,
                    problem,
                    Optional.ofNullable(byName.get(name)).map(EventType::eventClass));
        }
    }
}
