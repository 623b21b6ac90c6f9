package dev.ticketing.core.consumer;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows whose time has come.
 *
 * @param now by the clock of the store
 * @param rows by their keys, the earliest first
 */
public record DueRows<K, R extends Timed>(Instant now, Map<K, R> rows) {

    public DueRows {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
}
