package dev.ticketing.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number that tells how the system does.
 *
 * @param name in the manner of Prometheus: {@code ticketing_consumer_lag_seconds}; without {@code
 *     _total}, which counters get by themselves. Figures of one name are of one kind, and have
 *     labels of the same names
 * @param help what it tells, for a person
 * @param labels what tells it from others of its name, in order
 */
public record Figure(
        String name, Kind kind, String help, Map<String, String> labels, double value) {

    /** How it changes. */
    public enum Kind {
        /** It goes up and down. */
        GAUGE,
        /** It only goes up, from 0 when the process starts. */
        COUNTER
    }

    public Figure {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    public static Figure gauge(String name, String help, double value) {
        return new Figure(name, Kind.GAUGE, help, Map.of(), value);
    }

    /** Exact up to 2^53. */
    public static Figure gauge(String name, String help, long value) {
        return gauge(name, help, (double) value);
    }

    /** Exact up to 2^53. */
    public static Figure counter(String name, String help, long value) {
        return new Figure(name, Kind.COUNTER, help, Map.of(), (double) value);
    }

    /** The same, with one more label. */
    public Figure with(String label, String is) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(label, is);
        return new Figure(name, kind, help, more, value);
    }
}
