package dev.ticketing.testkit.memory;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.DirectoriesConformance;

class InMemoryDirectoriesTest extends DirectoriesConformance {

    private final InMemoryConsumerStore consumers =
            new InMemoryConsumerStore(new TestClock(), new SequentialIds());

    @Override
    protected Directories directories() {
        return InMemoryDirectories.over(consumers);
    }

    @Override
    protected ConsumerStore consumers() {
        return consumers;
    }
}
