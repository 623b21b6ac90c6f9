package dev.ticketing.http;

/** What one method of one path does. May throw {@link Stop} with a problem for the caller. */
@FunctionalInterface
interface Call {

    Answer answer(Exchange exchange);
}
