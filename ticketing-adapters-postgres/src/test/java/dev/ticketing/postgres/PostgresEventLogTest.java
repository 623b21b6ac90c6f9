package dev.ticketing.postgres;

import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.conformance.EventLogConformance;
import dev.ticketing.testkit.network.Fault;
import dev.ticketing.testkit.network.FaultProxy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.EnumMap;
import java.util.Map;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresEventLogTest extends EventLogConformance {

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final Map<Break, Beyond> networks = new EnumMap<>(Break.class);

    PostgresEventLogTest(TestDatabase database) {
        this.database = database;
        this.ticketing = Connections.migrated(database);
    }

    @AfterAll
    void close() {
        networks.values().forEach(Beyond::close);
        ticketing.close();
    }

    @Override
    protected EventLog eventLog() {
        return ticketing.eventLog();
    }

    @Override
    protected Feed feed() {
        return ticketing.feed();
    }

    @Override
    protected StoredFeed storedFeed() {
        return ticketing.storedFeed();
    }

    @Override
    protected EventLog breaking(Break when) {
        return networks.computeIfAbsent(when, broken -> Beyond.of(database, broken))
                .ticketing
                .eventLog();
    }

    /** The same database, beyond a network that breaks when anything is committed. */
    private record Beyond(FaultProxy network, PostgresTicketing ticketing) {

        static Beyond of(TestDatabase database, Break when) {
            FaultProxy network = FaultProxy.to(database);
            network.has(
                    switch (when) {
                        case BEFORE_COMMIT -> new Fault.CutBeforeCommit();
                        case AFTER_COMMIT -> new Fault.CutAfterCommit();
                    });
            return new Beyond(
                    network,
                    PostgresTicketing.connect(Connections.settings(network.leadingTo(database))));
        }

        void close() {
            ticketing.close();
            network.close();
        }
    }
}
