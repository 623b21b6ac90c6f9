package dev.ticketing.http;

import dev.ticketing.core.application.DeadLetters;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetterAction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What could not be handled, on the wire.
 *
 * @param events how many are set aside
 * @param parkedEvents the first of them; of a single letter alone
 * @param history of a single letter alone
 */
record DeadLetterJson(
        String id,
        String subscription,
        int copy,
        String sequence,
        String status,
        String firstPosition,
        long events,
        String error,
        int attempts,
        String parkedAt,
        @Nullable String reason,
        @Nullable List<EventJson> parkedEvents,
        @Nullable List<ActionJson> history) {

    record EventJson(String position, String type) {

        static EventJson of(DeadLetters.SetAside event) {
            return new EventJson(Long.toString(event.position().value()), event.type());
        }
    }

    record ActionJson(String at, String action, String actor, @Nullable String reason) {

        static ActionJson of(DeadLetterAction action) {
            return new ActionJson(
                    action.at().toString(),
                    word(action.kind()),
                    action.actor(),
                    action.reason().orElse(null));
        }

        private static String word(DeadLetterAction.Kind kind) {
            return switch (kind) {
                case PARKED -> "parked";
                case RETRY_REQUESTED -> "retry";
                case RETRIED -> "retried";
                case FAILED -> "failed";
                case DISCARDED -> "discard";
            };
        }
    }

    static DeadLetterJson of(DeadLetter letter) {
        return of(letter, null, null);
    }

    static DeadLetterJson of(DeadLetters.Opened opened) {
        return of(
                opened.letter(),
                opened.events().stream().map(EventJson::of).toList(),
                opened.history().stream().map(ActionJson::of).toList());
    }

    private static DeadLetterJson of(
            DeadLetter letter,
            @Nullable List<EventJson> events,
            @Nullable List<ActionJson> history) {
        return new DeadLetterJson(
                letter.id().toString(),
                letter.consumer().name(),
                letter.consumer().copy(),
                letter.sequence(),
                letter.status().name(),
                Long.toString(letter.first().value()),
                letter.events(),
                letter.error(),
                letter.attempts(),
                letter.parkedAt().toString(),
                letter.reason().orElse(null),
                events,
                history);
    }
}
