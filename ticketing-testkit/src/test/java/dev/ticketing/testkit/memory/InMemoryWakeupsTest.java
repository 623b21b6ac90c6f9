package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.testkit.conformance.WakeupsConformance;

class InMemoryWakeupsTest extends WakeupsConformance {

    private final InMemoryWakeups.Air air = new InMemoryWakeups.Air();

    @Override
    protected Wakeups newProcess() {
        return new InMemoryWakeups(air);
    }
}
