package dev.ticketing.postgres;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A column that keys or rows are found by.
 *
 * @param type as SQL names it
 * @param value of a key or row, as the driver takes it; null for none
 */
record Column<T>(String name, Type type, Function<T, @Nullable Object> value) {

    /** The types of such columns. */
    enum Type {
        ID("uuid"),
        TEXT("text"),
        NUMBER("int8"),
        INSTANT("timestamptz"),
        TEXTS("text[]");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    static <T> Column<T> id(String name, Function<T, UUID> value) {
        return new Column<>(name, Type.ID, value::apply);
    }

    static <T> Column<T> text(String name, Function<T, String> value) {
        return new Column<>(name, Type.TEXT, value::apply);
    }

    static <T> Column<T> number(String name, Function<T, Long> value) {
        return new Column<>(name, Type.NUMBER, value::apply);
    }

    static <T> Column<T> instant(String name, Function<T, Instant> value) {
        return new Column<>(name, Type.INSTANT, value::apply);
    }

    static <T> Column<T> instantIfAny(String name, Function<T, Optional<Instant>> value) {
        return new Column<>(name, Type.INSTANT, row -> value.apply(row).orElse(null));
    }

    static <T> Column<T> texts(String name, Function<T, Iterable<String>> value) {
        return new Column<>(name, Type.TEXTS, value::apply);
    }
}
