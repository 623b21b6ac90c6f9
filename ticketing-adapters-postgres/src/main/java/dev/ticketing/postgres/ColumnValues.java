package dev.ticketing.postgres;

import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Values of one column of many rows, as a single parameter. */
final class ColumnValues {

    private ColumnValues() {}

    /** Instants and lists travel as text, and are cast where they are used. */
    static <T> Argument of(Column<T> column, List<T> from) {
        return switch (column.type()) {
            case ID -> SqlArrays.ids(ids(column, from));
            case NUMBER -> SqlArrays.numbers(numbers(column, from));
            case TEXT, INSTANT, TEXTS -> SqlArrays.texts(texts(column, from));
        };
    }

    /** How a value that {@link #of} has sent becomes one of the column's type. */
    static String cast(Column<?> column, String expression) {
        return switch (column.type()) {
            case ID, NUMBER, TEXT -> expression;
            case INSTANT, TEXTS -> "CAST(" + expression + " AS " + column.type().sql() + ")";
        };
    }

    private static <T> UUID[] ids(Column<T> column, List<T> from) {
        UUID[] ids = new UUID[from.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (UUID) required(column, from.get(i));
        }
        return ids;
    }

    private static <T> Long[] numbers(Column<T> column, List<T> from) {
        Long[] numbers = new Long[from.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (Long) required(column, from.get(i));
        }
        return numbers;
    }

    private static <T> @Nullable String[] texts(Column<T> column, List<T> from) {
        @Nullable String[] texts = new @Nullable String[from.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(column.value().apply(from.get(i)));
        }
        return texts;
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> StorableText.of(text);
            case Instant instant -> Instants.column(instant).toString();
            case Iterable<?> list -> array(list);
            default -> throw new IllegalArgumentException("no column for " + value.getClass());
        };
    }

    /** An array as PostgreSQL writes it (manual, "Array Input and Output Syntax"). */
    private static String array(Iterable<?> elements) {
        StringBuilder array = new StringBuilder("{");
        for (Object element : elements) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append('"');
            append(array, StorableText.of((String) element));
            array.append('"');
        }
        return array.append('}').toString();
    }

    private static void append(StringBuilder array, String element) {
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                array.append('\\');
            }
            array.append(c);
        }
    }

    private static <T> Object required(Column<T> column, T from) {
        Object value = column.value().apply(from);
        if (value == null) {
            throw new IllegalArgumentException("nothing in column " + column.name());
        }
        return value;
    }
}
