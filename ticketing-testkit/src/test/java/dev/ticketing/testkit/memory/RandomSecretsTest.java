package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.testkit.conformance.SecretSourceConformance;

class RandomSecretsTest extends SecretSourceConformance {

    private final SecretSource secrets = SecretSource.random();

    @Override
    protected SecretSource secrets() {
        return secrets;
    }
}
