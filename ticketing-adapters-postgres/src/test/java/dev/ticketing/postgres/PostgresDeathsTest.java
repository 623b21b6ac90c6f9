package dev.ticketing.postgres;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.DeathsConformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The time of the database is the test's. One step of each story, another in each run; with the
 * system property {@code ticketing.deaths.all} all of them, which takes minutes.
 */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDeathsTest extends DeathsConformance {

    private final TestClockSource timed;
    private final PostgresTicketing ticketing;

    PostgresDeathsTest(TestDatabase database) throws SQLException {
        Connections.migrated(database).close();
        timed =
                new TestClockSource(
                        Pools.connecting(Connections.settings(database)), "test_clock", clock());
        ticketing = PostgresTicketing.over(timed.source(), database.schema());
    }

    @AfterAll
    void close() throws SQLException {
        ticketing.close();
        timed.close();
    }

    @Override
    protected IntStream steps(int count) {
        return Boolean.getBoolean("ticketing.deaths.all")
                ? super.steps(count)
                : IntStream.of(new Random().nextInt(count));
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
