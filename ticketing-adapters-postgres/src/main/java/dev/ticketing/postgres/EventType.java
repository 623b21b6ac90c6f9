package dev.ticketing.postgres;

import dev.ticketing.core.kernel.DomainEvent;

/**
 * A stored kind of event. Name and version say for ever how the payload is to be read; the class
 * may be renamed.
 */
record EventType<E extends DomainEvent>(
        String name, int schemaVersion, Class<E> eventClass, Shape<E> shape) {

    static <E extends DomainEvent> EventType<E> first(
            String name, Class<E> eventClass, Shape.Writer<E> writer, Shape.Reader<E> reader) {
        return new EventType<>(name, 1, eventClass, new Shape<>(writer, reader));
    }

    String write(DomainEvent event) {
        return JsonOut.write(eventClass.cast(event), shape);
    }

    DomainEvent read(String payload) {
        return JsonIn.read(payload, shape);
    }
}
