package dev.ticketing.testkit.memory;

import dev.ticketing.core.log.Snapshots;
import dev.ticketing.testkit.conformance.SnapshotsConformance;

class InMemorySnapshotsTest extends SnapshotsConformance {

    private final InMemorySnapshots snapshots = new InMemorySnapshots();

    @Override
    protected Snapshots snapshots() {
        return snapshots;
    }
}
