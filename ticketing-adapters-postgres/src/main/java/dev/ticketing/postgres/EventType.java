package dev.ticketing.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.core.kernel.DomainEvent;

import java.util.List;

/**
 * A stored kind of event. Name and version say for ever how the payload is to be read; the class
 * may be renamed.
 *
 * @param upcasters from version 1 to 2, from 2 to 3, and so on up to the version that is written
 */
record EventType<E extends DomainEvent>(
        String name, List<Upcaster> upcasters, Class<E> eventClass, Shape<E> shape) {

    EventType {
        upcasters = List.copyOf(upcasters);
    }

    static <E extends DomainEvent> EventType<E> first(
            String name, Class<E> eventClass, Shape.Writer<E> writer, Shape.Reader<E> reader) {
        return later(name, List.of(), eventClass, writer, reader);
    }

    static <E extends DomainEvent> EventType<E> later(
            String name,
            List<Upcaster> upcasters,
            Class<E> eventClass,
            Shape.Writer<E> writer,
            Shape.Reader<E> reader) {
        return new EventType<>(name, upcasters, eventClass, new Shape<>(writer, reader));
    }

    /** The version that is written. */
    int schemaVersion() {
        return upcasters.size() + 1;
    }

    String write(DomainEvent event) {
        return JsonOut.write(eventClass.cast(event), shape);
    }

    /**
     * @throws IllegalArgumentException if this version never was, or is of the future
     */
    DomainEvent read(int stored, String payload) {
        if (stored == schemaVersion()) {
            return JsonIn.read(payload, shape);
        }
        if (stored < 1 || stored > schemaVersion()) {
            throw new IllegalArgumentException(
                    "unknown version: "
                            + stored
                            + " of "
                            + name
                            + ", known up to "
                            + schemaVersion());
        }
        ObjectNode json = JsonIn.object(payload);
        for (Upcaster upcaster : upcasters.subList(stored - 1, upcasters.size())) {
            json = upcaster.upcast(json);
        }
        return JsonIn.read(json, shape);
    }
}
