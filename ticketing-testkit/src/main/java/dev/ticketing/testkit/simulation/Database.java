package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;
import dev.ticketing.testkit.memory.InMemoryDirectories;
import dev.ticketing.testkit.memory.InMemoryEventLog;
import dev.ticketing.testkit.memory.InMemoryJournal;
import dev.ticketing.testkit.memory.InMemoryOpenWork;
import dev.ticketing.testkit.memory.InMemorySnapshots;
import dev.ticketing.testkit.memory.InMemoryStoredFeed;
import dev.ticketing.testkit.memory.InMemoryWebhookInbox;

import java.time.InstantSource;

/** What all servers share, with a clock of its own. */
final class Database {

    final InMemoryEventLog log;
    final InMemoryConsumerStore consumers;
    final InMemoryOpenWork openWork;
    final InMemoryWebhookInbox webhooks;
    final InMemoryJournal journal = new InMemoryJournal();
    final InMemorySnapshots snapshots = new InMemorySnapshots();
    final SigningKeys keys = new FixedKeys();
    final InMemoryStoredFeed storedFeed;
    final Directories directories;

    Database(InstantSource clock, SequentialIds ids) {
        log = new InMemoryEventLog(clock, ids);
        consumers = new InMemoryConsumerStore(clock, ids);
        openWork = new InMemoryOpenWork(consumers);
        webhooks = new InMemoryWebhookInbox(clock);
        storedFeed = new InMemoryStoredFeed(log);
        directories = InMemoryDirectories.over(consumers);
    }
}
