package dev.ticketing.core.application;

/**
 * What a service tells to those who may know it.
 *
 * @param <T> what was asked for
 */
public sealed interface Reading<T> {

    record Told<T>(T value) implements Reading<T> {}

    record Refused<T>(Refusal why) implements Reading<T> {}
}
