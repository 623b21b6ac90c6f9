package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SecretHash;
import dev.ticketing.core.identity.SignInLink;
import dev.ticketing.core.identity.User;
import dev.ticketing.core.identity.UserId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** People and links that last as long as the object. Safe for any number of threads. */
public final class InMemoryIdentityStore implements IdentityStore {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EmailAddress, UserId> ids = new HashMap<>();
    private final List<User> users = new ArrayList<>();
    private final List<SignInLink> links = new ArrayList<>();
    private final Set<SecretHash> used = new HashSet<>();

    public InMemoryIdentityStore() {}

    @Override
    public void ping() {
        // Memory can always be reached.
    }

    @Override
    public Optional<User> find(UserId id) {
        lock.lock();
        try {
            return users.stream().filter(user -> user.id().equals(id)).findFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<EmailAddress> addressOf(UserId id) {
        lock.lock();
        try {
            return ids.entrySet().stream()
                    .filter(known -> known.getValue().equals(id))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Map<UserId, EmailAddress> addressesOf(Set<UserId> wanted) {
        lock.lock();
        try {
            return ids.entrySet().stream()
                    .filter(known -> wanted.contains(known.getValue()))
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public UserId idOf(EmailAddress email, UserId idIfNew, Instant now) {
        lock.lock();
        try {
            return ids.computeIfAbsent(email, fresh -> idIfNew);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public User findOrCreate(EmailAddress email, UserId idIfNew, Instant now) {
        lock.lock();
        try {
            User user = new User(idOf(email, idIfNew, now), email);
            if (!users.contains(user)) {
                users.add(user);
            }
            return user;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void addLink(SignInLink link) {
        lock.lock();
        try {
            links.add(link);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int linksSince(EmailAddress email, Instant since) {
        lock.lock();
        try {
            return Math.toIntExact(
                    links.stream()
                            .filter(link -> link.email().equals(email))
                            .filter(link -> !link.requestedAt().isBefore(since))
                            .count());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<SignInLink> redeem(SecretHash secret, Instant now) {
        lock.lock();
        try {
            return links.stream()
                    .filter(link -> link.secret().equals(secret))
                    .filter(link -> now.isBefore(link.expiresAt()))
                    .filter(link -> used.add(link.secret()))
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }
}
