package dev.ticketing.core.application;

import dev.ticketing.core.log.Position;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One thing that has happened to a reservation.
 *
 * @param position where it stands in the log; empty for what is no event: a call to a provider, a
 *     mail
 * @param at when it was recorded, or was over
 * @param type the name by which the event is stored, {@code seats-held}, or {@code provider-call},
 *     {@code webhook}, {@code mail} for what is none
 * @param summary one sentence in English
 * @param actor who was at work: {@code user:<id>}, {@code user} for one whom the reader may not
 *     know, or {@code system:<part>}
 */
public record HistoryEntry(
        Optional<Position> position,
        Instant at,
        String type,
        String summary,
        String actor,
        UUID correlationId,
        Data data) {

    /** What else is known. */
    public sealed interface Data {

        /** A JSON object, as it is stored, but for whom the reader may not know. */
        record Stored(String json) implements Data {}

        /** In order of names. */
        record Facts(Map<String, String> facts) implements Data {
            public Facts {
                facts = Collections.unmodifiableMap(new TreeMap<>(facts));
            }
        }
    }
}
