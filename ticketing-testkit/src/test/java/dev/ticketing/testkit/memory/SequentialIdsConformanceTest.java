package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.conformance.IdSourceConformance;

class SequentialIdsConformanceTest extends IdSourceConformance {

    private final IdSource ids = new SequentialIds();

    @Override
    protected IdSource ids() {
        return ids;
    }
}
