package dev.ticketing.core.show;

/** A part of the venue that is sold by itself. */
public record Section(SectionId id, String name, Seating seating) {

    public static final int MAX_NAME = 100;

    public Section {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name: " + name);
        }
    }
}
