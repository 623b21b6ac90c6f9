package dev.ticketing.core.kernel;

import java.util.List;

/** What a decider answers: events to record, or a rule's no. */
public sealed interface Decision<E, R> {

    /** The command is granted. No events means: granted, and nothing has to change. */
    record Accepted<E, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The command is refused; nothing is stored. */
    record Rejected<E, R>(R reason) implements Decision<E, R> {}

    /** Granted, and nothing has to change. */
    static <E, R> Decision<E, R> accept() {
        return new Accepted<>(List.of());
    }

    static <E, R> Decision<E, R> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    static <E, R> Decision<E, R> reject(R reason) {
        return new Rejected<>(reason);
    }
}
