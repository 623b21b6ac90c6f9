package dev.ticketing.testkit.simulation;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.Lease;

import java.util.HashMap;
import java.util.Map;

/** Who believes to carry which consumer. */
final class Leases {

    private final Faults faults;
    private final Map<ConsumerId, Holder> holders = new HashMap<>();

    private record Holder(Life life, long fence) {}

    Leases(Faults faults) {
        this.faults = faults;
    }

    void taken(Lease lease, Life by) {
        Holder before = holders.put(lease.consumer(), new Holder(by, lease.fence()));
        if (before != null && before.life != by && !before.life.isOver()) {
            faults.count(Fault.TWO_LEASE_HOLDERS);
        }
    }

    void released(Lease lease) {
        Holder holder = holders.get(lease.consumer());
        if (holder != null && holder.fence == lease.fence()) {
            holders.remove(lease.consumer());
        }
    }

    /** Somebody was refused who came with a lease. */
    void refused(Lease lease) {
        Holder holder = holders.get(lease.consumer());
        if (holder != null && holder.fence > lease.fence()) {
            faults.count(Fault.STALE_FENCE);
        }
    }
}
