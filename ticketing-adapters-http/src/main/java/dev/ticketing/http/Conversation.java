package dev.ticketing.http;

import io.helidon.webserver.ConnectionContext;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** What follows the head of an answer, for as long as it lasts. */
@FunctionalInterface
interface Conversation {

    /**
     * Goes on until one of both sides ends it; the connection is closed then.
     *
     * @param line takes the connection over; throws if it is too late for that
     * @param head writes the head of the answer; throws if they are gone
     */
    void hold(Supplier<ConnectionContext> line, Consumer<ConnectionContext> head);
}
