package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.SecretSource;

import java.util.concurrent.atomic.AtomicLong;

/** The same secrets in every run. Safe for any number of threads, and for nothing but tests. */
public final class CountedSecrets implements SecretSource {

    private static final String FORM = "secret-%036d";

    private final AtomicLong count = new AtomicLong();

    public CountedSecrets() {}

    @Override
    public String next() {
        return FORM.formatted(count.incrementAndGet());
    }
}
