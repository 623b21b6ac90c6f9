package dev.ticketing.core.show;

/** A price tier, unique within its show. */
public record TierId(String value) implements Comparable<TierId> {

    public TierId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("tier: " + value);
        }
    }

    /** Whether it is 1–40 of letters, digits and {@code . _ -}, not beginning with a mark. */
    public static boolean isValid(String value) {
        return Slug.isSlug(value);
    }

    @Override
    public int compareTo(TierId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
