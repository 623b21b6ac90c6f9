package dev.ticketing.core.application;

import dev.ticketing.core.log.Position;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A consumer of the log, with all its copies, as operators see it.
 *
 * @param position up to here readers see what has happened
 * @param lag in positions
 * @param age of the oldest event that readers do not see yet; zero if there is none
 * @param owner the process that moves it
 * @param reason why it was stopped
 * @param rebuild empty if it is not being built anew
 * @param retired copies that have served, and are kept until an operator lets go
 */
public record Subscription(
        String name,
        Position position,
        long lag,
        Duration age,
        State state,
        Optional<String> owner,
        Optional<String> reason,
        Optional<Rebuild> rebuild,
        List<Integer> retired) {

    public Subscription {
        retired = List.copyOf(retired);
    }

    /** What it is doing. */
    public enum State {
        RUNNING,
        /** By a person. */
        PAUSED,
        /** By itself: it, or its rebuild, cannot go on without a person. */
        STOPPED,
        /** A new copy is being filled. */
        REBUILDING
    }

    /** How far a rebuild has come, of how far it has to go. */
    public record Rebuild(Position position, Position head) {}
}
