package dev.ticketing.testkit.memory;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Wakeups;
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
    private final InMemoryConsumerStore consumers;
    private final InMemoryIdentityStore identities = new InMemoryIdentityStore();
    private final InMemoryIdempotencyStore idempotency = new InMemoryIdempotencyStore();
    private final Ticketing.Stores stores;

    /**
     * @param clock of the database, which may be that of the program
     */
    public InMemoryTicketing(InstantSource clock, IdSource ids) {
        log = new InMemoryEventLog(clock, ids);
        consumers = new InMemoryConsumerStore(clock, ids);
        Directories directories = InMemoryDirectories.over(consumers);
        stores =
                new Ticketing.Stores(
                        log,
                        log,
                        new InMemoryStoredFeed(log),
                        new InMemorySnapshots(),
                        consumers,
                        Wakeups.NONE,
                        new InMemoryOpenWork(consumers),
                        new InMemorySigningKeys(),
                        new InMemoryJournal(),
                        new InMemoryWebhookInbox(clock),
                        directories);
    }

    /** All that {@link Ticketing#start} needs. */
    public Ticketing.Stores stores() {
        return stores;
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
