package dev.ticketing.core.application;

import dev.ticketing.core.log.Position;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that has happened to a reservation.
 *
 * @param position where it stands in the log; empty for what is no event: a call to a provider, a
 *     mail
 * @param at when it was recorded
 * @param type the name by which the event is stored, {@code seats-held}, or a word for what is none
 * @param summary one sentence in English
 * @param actor who was at work: {@code user:<id>}, {@code user} for one whom the reader may not
 *     know, or {@code system:<part>}
 * @param data a JSON object, as it is stored
 */
public record HistoryEntry(
        Optional<Position> position,
        Instant at,
        String type,
        String summary,
        String actor,
        UUID correlationId,
        String data) {}
