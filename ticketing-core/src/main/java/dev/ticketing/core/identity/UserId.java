package dev.ticketing.core.identity;

import java.util.UUID;

/** A person, as far as the log is concerned. */
public record UserId(UUID value) implements Comparable<UserId> {

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
