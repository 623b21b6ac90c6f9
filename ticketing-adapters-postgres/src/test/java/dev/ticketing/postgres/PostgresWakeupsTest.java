package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Hints from one process, as it were, to others. */
@ExtendWith(PostgresExtension.class)
class PostgresWakeupsTest {

    private static final int DEADLINE_SECONDS = 30;

    private final TestDatabase database;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<PostgresTicketing> processes = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong heard = new AtomicLong();

    PostgresWakeupsTest(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void close() {
        processes.forEach(PostgresTicketing::close);
        threads.shutdownNow();
    }

    private Wakeups process() {
        PostgresTicketing process = PostgresTicketing.connect(Connections.settings(database));
        processes.add(process);
        return process.wakeups(threads, (task, cause) -> failures.add(cause));
    }

    /** Listening, and past the first hint, which comes with the connection. */
    private void listening() {
        process().listen(heard::incrementAndGet);
        Eventually.isTrue(() -> heard.get() > 0);
    }

    @Test
    void a_hint_reaches_another_process() {
        listening();
        Wakeups announcing = process();

        for (int i = 0; i < 5; i++) {
            long before = heard.get();
            announcing.announce();
            Eventually.isTrue(() -> heard.get() > before);
        }

        assertThat(failures).isEmpty();
    }

    @Test
    void hints_of_another_schema_are_not_heard() throws Exception {
        listening();
        long before = heard.get();
        AtomicLong elsewhere = new AtomicLong();
        PostgresTicketing other =
                PostgresTicketing.connect(Connections.settings(database).withSchema("other"));
        processes.add(other);
        Wakeups wakeups = other.wakeups(threads, (task, cause) -> failures.add(cause));
        wakeups.listen(elsewhere::incrementAndGet);
        Eventually.isTrue(() -> elsewhere.get() > 0);

        wakeups.announce();

        Eventually.isTrue(() -> elsewhere.get() > 1);
        assertThat(heard.get()).isEqualTo(before);
    }

    @Test
    void many_hints_become_few_and_the_last_is_not_lost() {
        listening();
        Wakeups announcing = process();
        long before = heard.get();

        for (int i = 0; i < 10_000; i++) {
            announcing.announce();
        }

        Eventually.isTrue(() -> heard.get() > before);
        assertThat(heard.get() - before).isLessThan(10_000);
    }

    @Test
    void connections_that_were_killed_are_made_anew() throws SQLException {
        listening();
        Wakeups announcing = process();
        long first = heard.get();
        announcing.announce();
        Eventually.isTrue(() -> heard.get() > first);

        long second = heard.get();
        killAll();
        Eventually.isTrue(() -> heard.get() > second);

        long third = heard.get();
        Eventually.isTrue(
                () -> {
                    announcing.announce();
                    return heard.get() > third;
                });
        assertThat(failures).isNotEmpty();
    }

    private void killAll() throws SQLException {
        String kill =
                """
                SELECT count(pg_terminate_backend(pid))
                FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND backend_type = 'client backend'
                """;
        try (Connection connection = Connections.open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(kill)) {
            row.next();
            assertThat(row.getLong(1)).isPositive();
        }
    }

    @Test
    void a_database_that_is_away_hurts_nobody() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://localhost:1/nowhere");
        try (PostgresWakeups wakeups =
                new PostgresWakeups(
                        nowhere, "ticketing", threads, (task, cause) -> failures.add(cause))) {
            wakeups.announce();
            wakeups.listen(heard::incrementAndGet);

            Eventually.isTrue(() -> failures.size() > 2);
        }
        assertThat(heard).hasValue(0);
    }

    @Test
    void an_executor_that_takes_nothing_hurts_nobody() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        try (PostgresWakeups wakeups =
                new PostgresWakeups(
                        nowhere,
                        "ticketing",
                        task -> {
                            throw new RejectedExecutionException();
                        },
                        (task, cause) -> failures.add(cause))) {
            assertThatCode(wakeups::announce).doesNotThrowAnyException();
        }
        assertThat(failures).hasOnlyElementsOfType(RejectedExecutionException.class);
    }

    @Test
    void closing_ends_whoever_listens() throws InterruptedException {
        listening();

        processes.forEach(PostgresTicketing::close);
        threads.shutdown();

        assertThat(threads.awaitTermination(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }
}
