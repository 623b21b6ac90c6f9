package dev.ticketing.testkit.simulation;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import java.util.HashSet;
import java.util.Set;

/**
 * Two versions of the code, of which the newer one records some kinds of events in a way that the
 * older one cannot read. Each reads what the older one has recorded.
 */
final class Versions {

    /** Of the kinds of events, one in so many has changed. */
    private static final int CHANGED = 4;

    private final Faults faults;
    private final int salt;
    private final Set<Position> newer = new HashSet<>();

    Versions(Faults faults, Chance chance) {
        this.faults = faults;
        this.salt = chance.below(CHANGED);
    }

    /** Takes note of an event, and of which version it was that recorded it. */
    void recorded(RecordedEvent event, boolean byOlder) {
        if (!byOlder && faults.areRaging() && faults.mayStrike(Fault.MIXED_VERSIONS)) {
            String kind = event.event().getClass().getSimpleName();
            if (Math.floorMod(kind.hashCode(), CHANGED) == salt) {
                newer.add(event.position());
            }
        }
    }

    /** Whether the older version cannot read it. */
    boolean isNewer(RecordedEvent event) {
        return newer.contains(event.position());
    }

    /** Whether there is anything that the older version cannot read. */
    boolean differ() {
        return !newer.isEmpty();
    }
}
