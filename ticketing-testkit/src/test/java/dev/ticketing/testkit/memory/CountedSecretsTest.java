package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.SecretSource;
import dev.ticketing.testkit.conformance.SecretSourceConformance;

class CountedSecretsTest extends SecretSourceConformance {

    private final SecretSource secrets = new CountedSecrets();

    @Override
    protected SecretSource secrets() {
        return secrets;
    }
}
