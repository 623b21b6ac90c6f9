package dev.ticketing.core.log;

/**
 * The name of one aggregate's events, written {@code category/key}: {@code reservation/0197c5c2-…}.
 */
public record StreamId(String category, String key) implements Comparable<StreamId> {

    /** The longest written form that a log has to accept, in characters. */
    public static final int MAX_LENGTH = 120;

    public StreamId {
        if (category.isEmpty() || category.indexOf('/') >= 0) {
            throw new IllegalArgumentException("category: " + category);
        }
        if (key.isEmpty() || category.length() + 1 + key.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("key: " + key);
        }
    }

    /** Reads the written form. */
    public static StreamId parse(String written) {
        int slash = written.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("stream: " + written);
        }
        return new StreamId(written.substring(0, slash), written.substring(slash + 1));
    }

    @Override
    public int compareTo(StreamId other) {
        int byCategory = category.compareTo(other.category);
        return byCategory != 0 ? byCategory : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return category + "/" + key;
    }
}
