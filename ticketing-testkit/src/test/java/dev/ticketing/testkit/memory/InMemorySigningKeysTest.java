package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.testkit.conformance.SigningKeysConformance;

class InMemorySigningKeysTest extends SigningKeysConformance {

    private final InMemorySigningKeys signingKeys = new InMemorySigningKeys();

    @Override
    protected SigningKeys signingKeys() {
        return signingKeys;
    }
}
