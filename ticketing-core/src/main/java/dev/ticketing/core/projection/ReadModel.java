package dev.ticketing.core.projection;

import dev.ticketing.core.log.Position;

import java.util.List;

/**
 * What a projection stores, with the position it has come to. Blocks; safe for any number of
 * threads and processes.
 *
 * @param <C> the changes it takes
 */
public interface ReadModel<C> {

    /** Unique among read models: {@code tickets}. */
    String name();

    /** Up to where the log has taken effect. */
    Position checkpoint();

    /**
     * Applies changes and moves the checkpoint, in one transaction.
     *
     * @return false, with nothing done, if the checkpoint is not at {@code from}: another process
     *     was quicker
     */
    boolean apply(Position from, Position to, List<C> changes);
}
