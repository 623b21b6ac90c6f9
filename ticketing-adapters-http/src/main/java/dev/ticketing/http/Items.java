package dev.ticketing.http;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.List;

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
    }
}
