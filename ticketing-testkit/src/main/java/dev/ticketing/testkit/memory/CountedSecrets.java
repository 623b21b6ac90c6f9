package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.SecretSource;

import java.util.concurrent.atomic.AtomicLong;

/** The same secrets in every run. Safe for any number of threads, and for nothing but tests. */
public final class CountedSecrets implements SecretSource {

    private final AtomicLong count = new AtomicLong();

    public CountedSecrets() {}

    @Override
    public String next() {
        return "secret-%036d".formatted(count.incrementAndGet());
    }
}
