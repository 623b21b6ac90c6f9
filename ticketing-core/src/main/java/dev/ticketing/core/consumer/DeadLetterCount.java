package dev.ticketing.core.consumer;

/**
 * How much is or was set aside by a copy of a consumer.
 *
 * @param letters dead letters of that status
 * @param events that are set aside in them
 * @param failedRetries attempts by a person's wish that have failed
 */
public record DeadLetterCount(
        ConsumerId consumer,
        DeadLetter.Status status,
        long letters,
        long events,
        long failedRetries) {}
