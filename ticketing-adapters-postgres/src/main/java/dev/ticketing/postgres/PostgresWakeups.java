package dev.ticketing.postgres;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.mailbox.FailureListener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

/** Hints over one channel of {@code NOTIFY} for each schema. */
final class PostgresWakeups implements Wakeups {

    private static final String PREFIX = "wake_";

    /**
     * What PostgreSQL takes of a name; two schemas that share a channel wake each other in vain.
     */
    private static final int NAME_LENGTH = 63;

    private final DataSource source;
    private final String channel;
    private final Executor threads;
    private final FailureListener failures;
    private final Announcer announcer;
    private final List<WakeupListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * Opens nothing yet.
     *
     * @param source of connections that may be kept
     */
    PostgresWakeups(DataSource source, String schema, Executor threads, FailureListener failures) {
        SchemaName.require(schema);
        String name = PREFIX + schema;
        this.source = source;
        this.channel = name.substring(0, Math.min(name.length(), NAME_LENGTH));
        this.threads = threads;
        this.failures = failures;
        this.announcer = new Announcer(source, channel, threads, failures);
    }

    @Override
    public void announce() {
        announcer.announce();
    }

    @Override
    public void listen(Runnable onWake) {
        WakeupListener listener = new WakeupListener(source, channel, onWake, failures);
        listeners.add(listener);
        threads.execute(listener::run);
    }

    @Override
    public void close() {
        listeners.forEach(WakeupListener::close);
        announcer.close();
    }
}
