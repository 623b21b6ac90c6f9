package dev.ticketing.testkit.memory;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.kernel.IdSource;

import java.time.InstantSource;

/**
 * All storage ports of the core, in memory, as one database would have them: several systems may
 * share it. Safe for any number of threads; what is in it is gone with the process.
 */
public final class InMemoryTicketing {

    private final InMemoryEventLog log;
    private final InMemoryStoredFeed storedFeed;
    private final InMemorySnapshots snapshots = new InMemorySnapshots();
    private final InMemoryConsumerStore consumers;
    private final InMemoryWakeups.Air air = new InMemoryWakeups.Air();
    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final InMemoryWebhookInbox webhooks;
    private final InMemoryIdentityStore identities = new InMemoryIdentityStore();
    private final InMemoryIdempotencyStore idempotency = new InMemoryIdempotencyStore();

    /**
     * @param clock of the database, which may be that of the program
     */
    public InMemoryTicketing(InstantSource clock, IdSource ids) {
        log = new InMemoryEventLog(clock, ids);
        storedFeed = new InMemoryStoredFeed(log);
        consumers = new InMemoryConsumerStore(clock, ids);
        webhooks = new InMemoryWebhookInbox(clock);
    }

    /** All that {@link Ticketing#start} needs, for one more system. */
    public Ticketing.Stores stores() {
        return new Ticketing.Stores(
                log,
                log,
                storedFeed,
                snapshots,
                consumers,
                new InMemoryWakeups(air),
                new InMemoryOpenWork(consumers),
                keys,
                journal,
                webhooks,
                InMemoryDirectories.over(consumers));
    }

    /** The log, which is its own feed and index. */
    public InMemoryEventLog log() {
        return log;
    }

    public ConsumerStore consumerStore() {
        return consumers;
    }

    public IdentityStore identityStore() {
        return identities;
    }

    public IdempotencyStore idempotencyStore() {
        return idempotency;
    }
}
