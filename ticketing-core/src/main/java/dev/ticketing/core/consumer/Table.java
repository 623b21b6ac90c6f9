package dev.ticketing.core.consumer;

/**
 * A kind of rows that a projection keeps. Adapters know each by its name.
 *
 * @param name unique among all tables, in lower case with underscores: {@code reservation_row}
 * @param <K> the keys: values with {@code equals}
 * @param <R> the rows: immutable values with {@code equals}
 */
public record Table<K, R>(String name, Class<K> keyType, Class<R> rowType) {}
