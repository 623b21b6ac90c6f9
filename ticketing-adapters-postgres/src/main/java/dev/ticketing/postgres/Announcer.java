package dev.ticketing.postgres;

import dev.ticketing.core.mailbox.FailureListener;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

/**
 * Sends notifications on a connection of its own: one is on its way, one more may wait, and that
 * one stands for all that were wished for meanwhile.
 */
final class Announcer implements AutoCloseable {

    private static final String TASK = "announce";

    private static final String NOTIFY =
            """
            SELECT pg_notify(?, '')
            """;

    private enum Need {
        NONE,
        SENDING,
        /** Sending, and somebody has asked since. */
        AGAIN
    }

    private final DataSource source;
    private final String channel;
    private final Executor threads;
    private final FailureListener failures;
    private final AtomicReference<Need> need = new AtomicReference<>(Need.NONE);
    private final ReentrantLock connecting = new ReentrantLock();
    private @Nullable Connection connection;
    private boolean closed;

    Announcer(DataSource source, String channel, Executor threads, FailureListener failures) {
        this.source = source;
        this.channel = channel;
        this.threads = threads;
        this.failures = failures;
    }

    void announce() {
        Need before = need.getAndUpdate(now -> now == Need.NONE ? Need.SENDING : Need.AGAIN);
        if (before != Need.NONE) {
            return;
        }
        try {
            threads.execute(this::send);
        } catch (RuntimeException e) {
            need.set(Need.NONE);
            failures.failed(TASK, e);
        }
    }

    private void send() {
        do {
            need.set(Need.SENDING);
            sendOnce();
        } while (!need.compareAndSet(Need.SENDING, Need.NONE));
    }

    private void sendOnce() {
        connecting.lock();
        try {
            if (!closed) {
                send(connection());
            }
        } catch (SQLException | RuntimeException e) {
            disconnect();
            failures.failed(TASK, e);
        } finally {
            connecting.unlock();
        }
    }

    private void send(Connection to) throws SQLException {
        try (PreparedStatement statement = to.prepareStatement(NOTIFY)) {
            statement.setString(1, channel);
            statement.execute();
        }
    }

    private Connection connection() throws SQLException {
        Connection present = connection;
        if (present == null) {
            present = source.getConnection();
            connection = present;
            // Or nothing would be heard that is said in a transaction that nobody ends.
            present.setAutoCommit(true);
        }
        return present;
    }

    private void disconnect() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            try {
                present.close();
            } catch (SQLException e) {
                failures.failed(TASK, e);
            }
        }
    }

    /** Waits for a notification that is on its way. */
    @Override
    public void close() {
        connecting.lock();
        try {
            closed = true;
            disconnect();
        } finally {
            connecting.unlock();
        }
    }
}
