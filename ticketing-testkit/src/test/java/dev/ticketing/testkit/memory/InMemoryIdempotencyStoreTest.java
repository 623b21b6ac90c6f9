package dev.ticketing.testkit.memory;

import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.testkit.conformance.IdempotencyStoreConformance;

class InMemoryIdempotencyStoreTest extends IdempotencyStoreConformance {

    private final InMemoryIdempotencyStore idempotencyStore = new InMemoryIdempotencyStore();

    @Override
    protected IdempotencyStore idempotencyStore() {
        return idempotencyStore;
    }
}
