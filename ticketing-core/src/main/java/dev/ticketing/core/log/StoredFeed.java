package dev.ticketing.core.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reading the log in position order, in the form in which it is stored: for those outside, who fold
 * it themselves. Blocks; safe for any number of threads.
 */
public interface StoredFeed {

    /** How many characters the payloads of a page have, roughly and at most. */
    int MAX_CHARACTERS = 4 << 20;

    /**
     * The events after a position, in order, without a gap. Fewer than there are if their payloads
     * are large; at least one if there is one.
     *
     * @param limit how many, at most
     * @throws CorruptLog if a position is missing: a hole is a bug, never an accident of timing
     */
    List<StoredEvent> read(Position after, int limit);

    /** The events at some positions, in order; of those alone that there are. */
    List<StoredEvent> at(Collection<Position> positions);

    /** The stored types of the events at some positions; of those alone that there are. */
    Map<Position, String> types(Collection<Position> positions);
}
