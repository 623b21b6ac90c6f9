package dev.ticketing.postgres;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.core.upkeep.OpenWork;

import org.jdbi.v3.core.generic.GenericType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/**
 * The ports of the core, on PostgreSQL 15 or later. Safe for any number of threads; any number of
 * processes may share a schema.
 *
 * <p>A database that cannot be reached is no error until something is asked of it.
 */
public final class PostgresTicketing implements AutoCloseable {

    private static final int PARTITION = 0;

    private static final String SERVER_PARAMETERS =
            """
            SELECT name, setting
            FROM pg_settings
            WHERE name IN ('server_version', 'fsync', 'full_page_writes', 'synchronous_commit')
            """;

    /**
     * What has been appended through this object.
     *
     * @param commits batches, one commit each
     * @param units recorded
     * @param events recorded
     * @param conflicts units that came back because a stream had moved
     * @param largestBatch in units
     */
    public record Statistics(
            long commits, long units, long events, long conflicts, long largestBatch) {}

    private final Database reading;
    private final Database deciding;
    private final Database appending;
    private final Migrations migrations;
    private final AppendCounters counters = new AppendCounters();

    private PostgresTicketing(
            Database reading, Database deciding, Database appending, Migrations migrations) {
        this.reading = reading;
        this.deciding = deciding;
        this.appending = appending;
        this.migrations = migrations;
    }

    /** Opens pools of connections of its own. */
    public static PostgresTicketing connect(PostgresSettings settings) {
        return over(
                Pools.connecting(settings),
                Pools.migrating(settings),
                settings.schema(),
                settings.poolSize(),
                settings.connectTimeout());
    }

    /**
     * Takes connections from somewhere else and keeps them, in pools of its own: {@link
     * PostgresSettings#DEFAULT_POOL_SIZE}, {@link PostgresSettings#DECIDE_CONNECTIONS} and {@link
     * PostgresSettings#APPEND_CONNECTIONS} at most. Timeouts of statements, locks and sockets are
     * the source's affair.
     *
     * @param source is not closed; best one that is not a pool itself
     */
    public static PostgresTicketing over(DataSource source, String schema) {
        SchemaName.require(schema);
        return over(
                source, source, schema, PostgresSettings.DEFAULT_POOL_SIZE, Duration.ofSeconds(5));
    }

    private static PostgresTicketing over(
            DataSource source, DataSource migrating, String schema, int size, Duration timeout) {
        return new PostgresTicketing(
                new Database(Pools.reading(source, schema, size, timeout)),
                new Database(Pools.deciding(source, schema, timeout)),
                new Database(Pools.appending(source, schema, timeout)),
                new Migrations(migrating, schema));
    }

    /**
     * Makes the schema and its tables, or brings them up to date. Several processes may do so at
     * once.
     *
     * @return how many migrations were run
     */
    public int migrate() {
        return migrations.migrate();
    }

    /** The migrations that {@link #migrate()} would run. */
    public List<String> pendingMigrations() {
        return migrations.pending();
    }

    /** What was migrated otherwise than this version of the code would; nothing, if all is well. */
    public List<String> migrationProblems() {
        return migrations.problems();
    }

    public boolean isMigrated() {
        return migrations.pending().isEmpty();
    }

    /** All that {@link Ticketing#start} needs. */
    public Ticketing.Stores stores() {
        return new Ticketing.Stores(
                eventLog(), feed(), snapshots(), ticketDirectory(), openWork(), signingKeys());
    }

    public EventLog eventLog() {
        return new PostgresEventLog(
                PARTITION,
                reading,
                deciding,
                appending,
                EventCodec.INSTANCE,
                new AppendStatement(EventCodec.INSTANCE, new UuidV7Source(InstantSource.system())),
                counters);
    }

    public Feed feed() {
        return new PostgresFeed(PARTITION, reading, EventCodec.INSTANCE);
    }

    public Snapshots snapshots() {
        return new PostgresSnapshots(PARTITION, reading);
    }

    public TicketDirectory ticketDirectory() {
        return new PostgresTicketDirectory(PARTITION, reading);
    }

    public OpenWork openWork() {
        return new PostgresOpenWork(PARTITION, reading);
    }

    public IdentityStore identityStore() {
        return new PostgresIdentityStore(reading);
    }

    public SigningKeys signingKeys() {
        return new PostgresSigningKeys(reading);
    }

    public IdempotencyStore idempotencyStore() {
        return new PostgresIdempotencyStore(reading);
    }

    /** Answers when the database can be reached; throws when it cannot. */
    public void ping() {
        reading.ping();
    }

    /** The server's version, and the parameters that durability hangs on, as they are set now. */
    public Map<String, String> serverParameters() {
        return reading.call(
                handle ->
                        handle.createQuery(SERVER_PARAMETERS)
                                .setMapKeyColumn("name")
                                .setMapValueColumn("setting")
                                .collectInto(new GenericType<Map<String, String>>() {}));
    }

    public Statistics statistics() {
        return counters.sum();
    }

    @Override
    public void close() {
        appending.close();
        deciding.close();
        reading.close();
    }
}
