package dev.ticketing.postgres;

import dev.ticketing.core.mailbox.FailureListener;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/** Waits for notifications on a connection of its own; a lost one is made anew. */
final class WakeupListener implements AutoCloseable {

    private static final String TASK = "listen";

    /** A silence after which the connection is tried: it may be dead without a word. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DataSource source;
    private final String channel;
    private final Runnable onWake;
    private final FailureListener failures;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();

    WakeupListener(DataSource source, String channel, Runnable onWake, FailureListener failures) {
        this.source = source;
        this.channel = channel;
        this.onWake = onWake;
        this.failures = failures;
    }

    /** Returns when it is closed, or its thread is interrupted. */
    void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!isClosed()) {
            long since = System.nanoTime();
            try (Connection connection = source.getConnection()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                report(e);
            } finally {
                open.set(null);
            }
            boolean lasted = System.nanoTime() - since > LONGEST_PAUSE.toNanos();
            pause = lasted ? SHORTEST_PAUSE : pause;
            if (!pause(pause)) {
                return;
            }
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private void listen(Connection connection) throws SQLException {
        open.set(connection);
        if (isClosed()) {
            return;
        }
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
        // What was announced before is not heard any more.
        wake();
        PGConnection notifying = connection.unwrap(PGConnection.class);
        int silence = Math.toIntExact(SILENCE.toMillis());
        while (!isClosed()) {
            PGNotification[] heard = notifying.getNotifications(silence);
            if (heard != null && heard.length > 0) {
                wake();
            } else if (!connection.isValid(Math.toIntExact(ANSWER_WITHIN.toSeconds()))) {
                throw new SQLException("the connection does not answer");
            }
        }
    }

    /** Nobody who has closed it is told anything any more. */
    private void wake() {
        if (!isClosed()) {
            onWake.run();
        }
    }

    private void report(Exception failure) {
        if (!isClosed()) {
            failures.failed(TASK, failure);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** False if it was ended. */
    private boolean pause(Duration time) {
        try {
            return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Cuts the connection: its thread is waiting for it. */
    @Override
    public void close() {
        closed.countDown();
        Connection connection = open.getAndSet(null);
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                failures.failed(TASK, e);
            }
        }
    }
}
