package dev.ticketing.core.show;

/** A section, unique within its show. */
public record SectionId(String value) implements Comparable<SectionId> {

    public SectionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("section: " + value);
        }
    }

    /** Whether it is 1–40 of letters, digits and {@code . _ -}, not beginning with a mark. */
    public static boolean isValid(String value) {
        return Slug.isSlug(value);
    }

    @Override
    public int compareTo(SectionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
