package dev.ticketing.postgres;

import java.util.EnumMap;
import java.util.Map;

/** The stored words for the constants of an enum, so that renaming one leaves history alone. */
final class Words<E extends Enum<E>> {

    private final Map<E, String> words;

    Words(Map<E, String> words) {
        this.words = new EnumMap<>(words);
    }

    String of(E constant) {
        String word = words.get(constant);
        if (word == null) {
            throw new IllegalStateException("no word for " + constant);
        }
        return word;
    }

    E parse(String word) {
        for (Map.Entry<E, String> entry : words.entrySet()) {
            if (entry.getValue().equals(word)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("unknown word: " + word);
    }
}
