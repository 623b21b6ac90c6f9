package dev.ticketing.postgres;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.DeathsConformance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Each story in a schema of its own, whose time is the test's. A few steps of each, others in each
 * run; with the system property {@code ticketing.deaths.all} all of them, which takes minutes.
 */
@ExtendWith(PostgresExtension.class)
class PostgresDeathsTest extends DeathsConformance {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private static final int STEPS_OF_A_STORY = 1;

    private final TestDatabase database;
    private final String schema;
    private final TestClockSource timed;
    private final PostgresTicketing ticketing;

    PostgresDeathsTest(TestDatabase database) throws SQLException {
        this.database = database;
        schema = database.schema() + "_deaths_" + SCHEMAS.incrementAndGet();
        PostgresSettings settings = Connections.settings(database).withSchema(schema);
        timed =
                new TestClockSource(
                        Pools.connecting(settings),
                        database.schema() + "." + schema + "_clock",
                        clock());
        ticketing = PostgresTicketing.over(timed.source(), schema);
    }

    @BeforeEach
    void migrate() {
        ticketing.migrate();
    }

    @AfterEach
    void close() throws SQLException {
        ticketing.close();
        timed.close();
        Connections.execute(database, "DROP SCHEMA " + schema + " CASCADE");
    }

    @Override
    protected IntStream steps(int count) {
        return Boolean.getBoolean("ticketing.deaths.all")
                ? super.steps(count)
                : new Random().ints(0, count).distinct().limit(Math.min(count, STEPS_OF_A_STORY));
    }

    @Override
    protected Ticketing.Stores stores() {
        SharedFeed feed = new SharedFeed(ticketing.feed());
        return new Ticketing.Stores(
                ticketing.eventLog(EventCodec.INSTANCE, feed::recorded),
                feed,
                ticketing.storedFeed(),
                ticketing.snapshots(),
                ticketing.consumerStore(),
                Wakeups.NONE,
                ticketing.openWork(),
                ticketing.signingKeys(),
                ticketing.journal(),
                ticketing.webhookInbox(),
                ticketing.directories());
    }

    @Override
    protected LogIndex logIndex() {
        return ticketing.logIndex();
    }
}
