package dev.ticketing.postgres;

import java.util.function.Function;

/**
 * How a value of the embedding program is stored as text. {@code read} gives back an equal value,
 * for as long as the text is stored, and throws what it cannot read. Both are pure.
 *
 * @param write never answers null
 */
public record TextForm<T>(Function<T, String> write, Function<String, T> read) {

    /** Texts as they are. */
    public static final TextForm<String> PLAIN = new TextForm<>(text -> text, text -> text);

    /**
     * Records as objects of JSON, by the names of their components: these are stored, and what was
     * stored under another name cannot be read any more. Components are texts, numbers, truth
     * values, UUIDs, instants, enums, and records, lists, sets and maps of those.
     */
    public static <T extends Record> TextForm<T> json(Class<T> type) {
        return RecordJson.form(type);
    }
}
