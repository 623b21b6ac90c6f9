package dev.ticketing.testkit.memory;

import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.testkit.conformance.OpenWorkConformance;

class InMemoryOpenWorkTest extends OpenWorkConformance {

    private final InMemoryOpenWork openWork = new InMemoryOpenWork();

    @Override
    protected OpenWork openWork() {
        return openWork;
    }
}
