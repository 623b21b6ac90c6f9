package dev.ticketing.testkit.memory;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.OpenWorkConformance;

class InMemoryOpenWorkTest extends OpenWorkConformance {

    private final InMemoryConsumerStore consumers =
            new InMemoryConsumerStore(new TestClock(), new SequentialIds());

    @Override
    protected OpenWork openWork() {
        return new InMemoryOpenWork(consumers);
    }

    @Override
    protected ConsumerStore consumers() {
        return consumers;
    }
}
