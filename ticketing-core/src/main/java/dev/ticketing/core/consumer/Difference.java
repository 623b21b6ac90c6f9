package dev.ticketing.core.consumer;

import java.util.Optional;

/**
 * A row that two copies of a consumer do not agree on.
 *
 * @param table its name
 * @param key in a form for people
 * @param one the row in the first copy, in a form for people; empty if it is missing there
 * @param other the row in the second copy
 */
public record Difference(String table, String key, Optional<String> one, Optional<String> other) {}
