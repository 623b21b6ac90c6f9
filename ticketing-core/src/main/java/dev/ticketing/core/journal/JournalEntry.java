package dev.ticketing.core.journal;

import dev.ticketing.core.inventory.ReservationId;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One thing that passed.
 *
 * @param id the same however often the same is written
 * @param at when it was over
 * @param actor which part was at work, {@code system:payments}
 * @param summary one sentence in English, at most 500 characters, without names and addresses
 * @param facts what else is to be known, at most {@link #MOST_FACTS} of at most {@link
 *     #LONGEST_FACT} characters; nothing personal and no secrets
 */
public record JournalEntry(
        UUID id,
        ReservationId reservation,
        Instant at,
        Kind kind,
        String actor,
        UUID correlation,
        String summary,
        Map<String, String> facts) {

    public static final int MOST_FACTS = 20;
    public static final int LONGEST_FACT = 1_000;

    private static final int LONGEST_SUMMARY = 500;

    /** What it was. */
    public enum Kind {
        PROVIDER_CALL,
        WEBHOOK,
        MAIL
    }

    public JournalEntry {
        if (summary.isBlank() || summary.length() > LONGEST_SUMMARY) {
            throw new IllegalArgumentException("summary: " + summary.length() + " characters");
        }
        if (facts.size() > MOST_FACTS) {
            throw new IllegalArgumentException("facts: " + facts.size());
        }
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            if (fact.getValue().length() > LONGEST_FACT) {
                int length = fact.getValue().length();
                throw new IllegalArgumentException(fact.getKey() + ": " + length + " characters");
            }
        }
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }
}
