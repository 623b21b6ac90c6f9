package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.SigningKeys;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Keys that last as long as their object. */
public final class InMemorySigningKeys implements SigningKeys {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<SigningKey> keys = new ArrayList<>();

    public InMemorySigningKeys() {}

    @Override
    public List<SigningKey> all(Purpose purpose) {
        lock.lock();
        try {
            return keys.stream()
                    .filter(key -> key.purpose() == purpose)
                    .sorted(Comparator.comparing(SigningKey::createdAt).reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SigningKey newest(Purpose purpose, Supplier<SigningKey> first) {
        lock.lock();
        try {
            List<SigningKey> present = all(purpose);
            if (!present.isEmpty()) {
                return present.getFirst();
            }
            SigningKey made = first.get();
            keys.add(made);
            return made;
        } finally {
            lock.unlock();
        }
    }
}
