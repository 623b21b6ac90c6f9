package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How the rows of a table of the core are stored: in an SQL table of the same name with the columns
 * {@code partition}, {@code copy}, those of the key, those that queries need, and {@code body}, the
 * whole row as JSON. The primary key is {@code (partition, copy, key…)}.
 *
 * @param key at least one column; of the types ID, TEXT and NUMBER
 * @param searchable columns derived from the row; queries read them, nobody else does
 * @param readKey reads the key's columns by their names
 * @param shape of the row as JSON; a change of it calls for a rebuild
 */
record RowTable<K, R>(
        Table<K, R> table,
        List<Column<K>> key,
        KeyReader<K> readKey,
        List<Column<R>> searchable,
        Shape<R> shape) {

    RowTable {
        key = List.copyOf(key);
        searchable = List.copyOf(searchable);
    }

    /** Reads a key from the present row of a result. */
    @FunctionalInterface
    interface KeyReader<K> {
        K read(ResultSet row) throws SQLException;
    }
}
