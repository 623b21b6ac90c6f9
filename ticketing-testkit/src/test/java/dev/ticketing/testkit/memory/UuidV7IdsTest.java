package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.testkit.conformance.IdSourceConformance;

import java.time.InstantSource;

class UuidV7IdsTest extends IdSourceConformance {

    private final IdSource ids = new UuidV7Source(InstantSource.system());

    @Override
    protected IdSource ids() {
        return ids;
    }
}
