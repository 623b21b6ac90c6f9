package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.testkit.conformance.IdentityStoreConformance;

class InMemoryIdentityStoreTest extends IdentityStoreConformance {

    private final InMemoryIdentityStore identityStore = new InMemoryIdentityStore();

    @Override
    protected IdentityStore identityStore() {
        return identityStore;
    }
}
