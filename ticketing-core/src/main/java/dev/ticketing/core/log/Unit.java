package dev.ticketing.core.log;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one command changes: the events of one or more streams of the same show, recorded all
 * together or not at all. Positions follow the order of {@code streams}.
 */
public record Unit(CommandKey command, List<StreamAppend> streams, EventMetadata metadata) {

    /** How many streams a unit may touch: a show with 200 sections, and room beside it. */
    public static final int MAX_STREAMS = 2_000;

    public Unit {
        streams = List.copyOf(streams);
        if (streams.size() > MAX_STREAMS) {
            throw new IllegalArgumentException("streams: " + streams.size());
        }
        if (streams.stream().allMatch(StreamAppend::isGuard)) {
            throw new IllegalArgumentException("a unit records at least one event");
        }
        Set<StreamId> seen = new HashSet<>();
        for (StreamAppend append : streams) {
            if (!seen.add(append.stream())) {
                throw new IllegalArgumentException("stream twice in a unit: " + append.stream());
            }
        }
    }

    public int eventCount() {
        int count = 0;
        for (StreamAppend append : streams) {
            count += append.events().size();
        }
        return count;
    }
}
