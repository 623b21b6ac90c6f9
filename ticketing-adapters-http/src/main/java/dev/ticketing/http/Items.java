package dev.ticketing.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** A list that is short by nature. */
record Items<T>(List<T> items) {

    Items {
        items = List.copyOf(items);
    }

    /** A page of a long list; without a cursor the last one. */
    record Page<T>(
            List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) {

        Page {
            items = List.copyOf(items);
        }

        /**
         * The page of what was found.
         *
         * @param found in order; if there are more than the limit there is another page
         * @param cursor where the page ends
         */
        static <R, T> Page<T> of(
                List<R> found, int limit, Function<R, T> json, Function<R, String> cursor) {
            List<R> page = found.subList(0, Math.min(found.size(), limit));
            return new Page<>(
                    page.stream().map(json).toList(),
                    found.size() > limit ? cursor.apply(page.getLast()) : null);
        }

        static <T> Page<T> empty() {
            return new Page<>(List.of(), null);
        }
    }
}
