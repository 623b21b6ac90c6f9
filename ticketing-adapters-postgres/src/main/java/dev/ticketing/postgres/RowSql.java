package dev.ticketing.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements of one table of rows; each has one text for good.
 *
 * <p>Keys are looked up one by one ({@code LATERAL}, with a limit): the server may know nothing yet
 * of a copy that is being filled, and a plan that joins would read all of it again and again. For
 * the same reason the copy comes from a subquery there: of a number that it has never seen the
 * planner would expect no rows, and take any index for as good as the primary key. And for the same
 * reason rows are deleted by their places without the copy, which they were found by: beside it, a
 * plan would look through all places for each row of the copy.
 *
 * @param load the rows of keys, each once
 * @param upsert any number of rows, each once
 * @param delete the rows of keys
 * @param deletePiece at most {@code limit} rows of a copy, whichever they are
 * @param differences between the copies {@code one} and {@code other}
 * @param replace any number of rows, each once, that are still there
 * @param due rows whose time has come, where the table has a column {@link #DUE}; with the server's
 *     time, also where there are none
 */
record RowSql(
        String load,
        String upsert,
        String delete,
        String deletePiece,
        String differences,
        String replace,
        String due) {

    /** The column that says when a row's time comes. */
    static final String DUE = "due_at";

    private static final String BODY = "body";
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    static RowSql of(RowTable<?, ?> table) {
        Names names = Names.of(table);
        return new RowSql(
                load(names),
                upsert(names),
                delete(names),
                deletePiece(names),
                differences(names),
                replace(names),
                due(names));
    }

    /** The parameter that holds a column's values. */
    static String parameter(int column) {
        return "c" + column;
    }

    private static String load(Names names) {
        return """
        SELECT r.*
        FROM unnest(%2$s) AS k (%3$s)
        CROSS JOIN LATERAL (
            SELECT %4$s, t.body
            FROM %1$s AS t
            WHERE t.partition = :partition AND t.copy = (SELECT CAST(:copy AS integer)) AND %5$s
            LIMIT 1
        ) AS r
        """
                .formatted(
                        names.table(),
                        parameters(names.key().size()),
                        commas(names.key(), name -> name),
                        commas(names.key(), name -> "t." + name),
                        sameKey(names, "t", "k"));
    }

    private static String upsert(Names names) {
        return """
        INSERT INTO %1$s (partition, copy, %2$s)
        SELECT :partition, :copy, %3$s
        FROM unnest(%4$s) AS v (%2$s)
        ON CONFLICT (partition, copy, %5$s) DO UPDATE SET %6$s
        """
                .formatted(
                        names.table(),
                        commas(names.all(), name -> name),
                        String.join(", ", names.casts()),
                        parameters(names.all().size()),
                        commas(names.key(), name -> name),
                        commas(names.values(), name -> name + " = excluded." + name));
    }

    private static String delete(Names names) {
        return """
        DELETE FROM %1$s
        WHERE partition = :partition AND ctid = ANY (ARRAY(
            SELECT r.place
            FROM unnest(%2$s) AS k (%3$s)
            CROSS JOIN LATERAL (
                SELECT t.ctid AS place
                FROM %1$s AS t
                WHERE t.partition = :partition AND t.copy = (SELECT CAST(:copy AS integer)) AND %4$s
                LIMIT 1
            ) AS r
        ))
        """
                .formatted(
                        names.table(),
                        parameters(names.key().size()),
                        commas(names.key(), name -> name),
                        sameKey(names, "t", "k"));
    }

    private static String deletePiece(Names names) {
        return """
        DELETE FROM %1$s
        WHERE partition = :partition AND ctid = ANY (ARRAY(
            SELECT t.ctid
            FROM %1$s AS t
            WHERE t.partition = :partition AND t.copy = :copy
            LIMIT :limit
        ))
        """
                .formatted(names.table());
    }

    private static String differences(Names names) {
        return """
        SELECT
            concat_ws('/', %2$s) AS key,
            CASE WHEN a.body IS NOT NULL THEN %7$s END AS one,
            CASE WHEN b.body IS NOT NULL THEN %8$s END AS other
        FROM (
            SELECT %3$s FROM %1$s WHERE partition = :partition AND copy = :one
        ) AS a
        FULL JOIN (
            SELECT %3$s FROM %1$s WHERE partition = :partition AND copy = :other
        ) AS b ON %4$s
        WHERE a.body IS NULL OR b.body IS NULL OR ROW(%5$s) IS DISTINCT FROM ROW(%6$s)
        ORDER BY %2$s
        LIMIT :limit
        """
                .formatted(
                        names.table(),
                        commas(names.key(), name -> "coalesce(a." + name + ", b." + name + ")"),
                        commas(names.all(), name -> name),
                        sameKey(names, "a", "b"),
                        commas(names.values(), name -> "a." + name),
                        commas(names.values(), name -> "b." + name),
                        told(names, "a"),
                        told(names, "b"));
    }

    private static String replace(Names names) {
        return """
        UPDATE %1$s AS t
        SET %2$s
        FROM (SELECT %3$s FROM unnest(%4$s) AS v (%5$s)) AS n (%5$s)
        WHERE t.partition = :partition AND t.copy = :copy AND %6$s
        """
                .formatted(
                        names.table(),
                        commas(names.values(), name -> name + " = n." + name),
                        String.join(", ", names.casts()),
                        parameters(names.all().size()),
                        commas(names.all(), name -> name),
                        sameKey(names, "t", "n"));
    }

    private static String due(Names names) {
        return """
        SELECT n.now, r.*
        FROM (SELECT clock_timestamp() AS now) AS n
        LEFT JOIN LATERAL (
            SELECT %2$s, t.body
            FROM %1$s AS t
            WHERE t.partition = :partition
                AND t.copy = (SELECT CAST(:copy AS integer))
                AND t.%3$s <= n.now
            ORDER BY t.%3$s
            LIMIT :limit
        ) AS r ON true
        """
                .formatted(names.table(), commas(names.key(), name -> "t." + name), DUE);
    }

    /** The whole row as JSON; the body as it stands, which may be none. */
    private static String told(Names names, String row) {
        return names.all().stream()
                .map(name -> "'\"" + name + "\":', " + told(row, name))
                .collect(Collectors.joining(", ',', ", "concat('{', ", ", '}')"));
    }

    private static String told(String row, String name) {
        String column = row + "." + name;
        return name.equals(BODY)
                ? column
                : "coalesce(CAST(to_json(" + column + ") AS text), 'null')";
    }

    private static String sameKey(Names names, String left, String right) {
        return names.key().stream()
                .map(name -> left + "." + name + " = " + right + "." + name)
                .collect(Collectors.joining(" AND "));
    }

    private static String commas(List<String> names, Function<String, String> form) {
        return names.stream().map(form).collect(Collectors.joining(", "));
    }

    private static String parameters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ":" + parameter(i))
                .collect(Collectors.joining(", "));
    }

    /**
     * What the statements are made of.
     *
     * @param values the columns beside the key
     * @param casts of all columns, from what is sent to what is stored
     */
    private record Names(
            String table,
            List<String> key,
            List<String> values,
            List<String> all,
            List<String> casts) {

        static Names of(RowTable<?, ?> table) {
            List<String> key = table.key().stream().map(Column::name).toList();
            List<String> values = new ArrayList<>();
            table.searchable().forEach(column -> values.add(column.name()));
            values.add(BODY);
            List<String> casts = new ArrayList<>();
            table.key().forEach(column -> casts.add(cast(column)));
            table.searchable().forEach(column -> casts.add(cast(column)));
            casts.add("v.body");
            List<String> all = Stream.concat(key.stream(), values.stream()).toList();
            Names names = new Names(table.table().name(), key, values, all, casts);
            names.require();
            return names;
        }

        private static String cast(Column<?> column) {
            return ColumnValues.cast(column, "v." + column.name());
        }

        private void require() {
            if (key.isEmpty()) {
                throw new IllegalArgumentException("no key: " + table);
            }
            Stream.concat(Stream.of(table), all.stream())
                    .filter(name -> !IDENTIFIER.matcher(name).matches())
                    .findFirst()
                    .ifPresent(
                            name -> {
                                throw new IllegalArgumentException("name: " + name);
                            });
        }
    }
}
