package dev.ticketing.postgres;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.identity.SigningKeys;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.payment.WebhookInbox;
import dev.ticketing.core.upkeep.OpenWork;

import org.jdbi.v3.core.generic.GenericType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    private final List<ConsumerTables> tables;
    private final AppendCounters counters = new AppendCounters();
    private final DataSource source;
    private final String schema;
    private final Queue<PostgresWakeups> wakeups = new ConcurrentLinkedQueue<>();

    private PostgresTicketing(
            DataSource source,
            String schema,
            Database reading,
            Database deciding,
            Database appending,
            Migrations migrations,
            List<ConsumerTables> tables) {
        this.source = source;
        this.schema = schema;
        this.reading = reading;
        this.deciding = deciding;
        this.appending = appending;
        this.migrations = migrations;
        this.tables = tables;
    }

    /** Opens pools of connections of its own. */
    public static PostgresTicketing connect(PostgresSettings settings) {
        return connect(settings, List.of());
    }

    /**
     * As {@link #connect(PostgresSettings)}.
     *
     * @param own how what the program adds to the consumers is stored
     */
    public static PostgresTicketing connect(PostgresSettings settings, List<OwnTables> own) {
        return over(
                Pools.connecting(settings),
                Pools.migrating(settings),
                settings.schema(),
                settings.poolSize(),
                settings.connectTimeout(),
                own);
    }

    /**
     * Borrows connections of the program's own pool, each for one statement or transaction, and
     * gives them back as they were; opens none of its own. Two more are kept for hints to other
     * processes, as long as somebody listens for them. Timeouts of statements, locks and sockets
     * are the pool's affair; that the pool is empty is as if the database could not be reached.
     *
     * @param pool of four connections or more; is not closed
     * @param schema for the system alone; the program's own tables are in others
     * @param own how what the program adds to the consumers is stored
     */
    public static PostgresTicketing sharing(DataSource pool, String schema, List<OwnTables> own) {
        SchemaName.require(schema);
        return new PostgresTicketing(
                pool,
                schema,
                new Database(BorrowedConnections.planningEachTime(pool, schema)),
                new Database(BorrowedConnections.planningEachTime(pool, schema)),
                new Database(BorrowedConnections.planningOnceByKey(pool, schema)),
                new Migrations(pool, schema, made(own)),
                tables(own));
    }

    /**
     * Takes connections from somewhere else and keeps them, in pools of its own: {@link
     * PostgresSettings#DEFAULT_POOL_SIZE}, {@link PostgresSettings#DECIDE_CONNECTIONS} and {@link
     * PostgresSettings#APPEND_CONNECTIONS} at most. Timeouts of statements, locks and sockets are
     * the source's affair.
     *
     * @param source is not closed; not a pool itself, which is for {@link #sharing}
     */
    public static PostgresTicketing over(DataSource source, String schema) {
        SchemaName.require(schema);
        return over(
                source,
                source,
                schema,
                PostgresSettings.DEFAULT_POOL_SIZE,
                Duration.ofSeconds(5),
                List.of());
    }

    private static PostgresTicketing over(
            DataSource source,
            DataSource migrating,
            String schema,
            int size,
            Duration timeout,
            List<OwnTables> own) {
        return new PostgresTicketing(
                source,
                schema,
                new Database(Pools.reading(source, schema, size, timeout)),
                new Database(Pools.deciding(source, schema, timeout)),
                new Database(Pools.appending(source, schema, timeout)),
                new Migrations(migrating, schema, made(own)),
                tables(own));
    }

    private static List<OwnTable> made(List<OwnTables> own) {
        return own.stream().flatMap(one -> one.made().stream()).toList();
    }

    private static List<ConsumerTables> tables(List<OwnTables> own) {
        return Stream.concat(RowTables.ALL.stream(), own.stream().map(OwnTables::tables)).toList();
    }

    /**
     * Makes the schema and its tables, those of the program's own consumers among them, or brings
     * them up to date. Several processes may do so at once.
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

    /**
     * All that {@link Ticketing#start} needs.
     *
     * @param platform what will be started on them: one of its threads waits for news of other
     *     processes, until {@link Ticketing#stop} or {@link #close}
     */
    public Ticketing.Stores stores(Ticketing.Platform platform) {
        SharedFeed followed = new SharedFeed(feed());
        return new Ticketing.Stores(
                eventLog(EventCodec.INSTANCE, followed::recorded),
                followed,
                storedFeed(),
                snapshots(),
                consumerStore(),
                wakeups(platform.executor(), platform.failures()),
                openWork(),
                signingKeys(),
                journal(),
                webhookInbox(),
                directories());
    }

    public EventLog eventLog() {
        return eventLog(EventCodec.INSTANCE);
    }

    EventLog eventLog(EventCodec codec) {
        return eventLog(codec, recorded -> {});
    }

    EventLog eventLog(EventCodec codec, Consumer<List<RecordedEvent>> onRecorded) {
        return new PostgresEventLog(
                PARTITION,
                reading,
                deciding,
                appending,
                codec,
                new AppendStatement(codec, new UuidV7Source(InstantSource.system())),
                counters,
                onRecorded);
    }

    public Feed feed() {
        return feed(EventCodec.INSTANCE);
    }

    Feed feed(EventCodec codec) {
        return new PostgresFeed(PARTITION, reading, codec);
    }

    /** For whoever verifies the log. */
    public LogIndex logIndex() {
        return new PostgresLogIndex(PARTITION, reading);
    }

    /** The log as it is stored, readable or not. */
    public StoredFeed storedFeed() {
        return new PostgresStoredFeed(PARTITION, reading);
    }

    public Snapshots snapshots() {
        return new PostgresSnapshots(PARTITION, reading);
    }

    /** What passed between the system and the world outside. */
    public Journal journal() {
        return new PostgresJournal(PARTITION, reading);
    }

    /** What payment providers have told by themselves. */
    public WebhookInbox webhookInbox() {
        return new PostgresWebhookInbox(reading);
    }

    /** What lists and analytics are answered from. */
    public Directories directories() {
        return new Directories(
                new PostgresShowDirectory(PARTITION, reading),
                new PostgresReservationDirectory(PARTITION, reading),
                new PostgresPaymentDirectory(PARTITION, reading),
                new PostgresTicketRegister(PARTITION, reading),
                new PostgresAvailabilityDirectory(PARTITION, reading),
                new PostgresSalesFigures(PARTITION, reading),
                new PostgresCustomerFigures(PARTITION, reading));
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

    /** Where consumers keep how far they have come, and what they make of the log. */
    public ConsumerStore consumerStore() {
        return new PostgresConsumerStore(
                PARTITION, reading, new UuidV7Source(InstantSource.system()), tables);
    }

    /**
     * Hints over {@code NOTIFY}, from all processes on the schema to all. Takes up to two
     * connections of its own, until this object is closed.
     *
     * @param threads runs a task that lasts as long as somebody listens, and short ones
     */
    public Wakeups wakeups(Executor threads, FailureListener failures) {
        PostgresWakeups made = new PostgresWakeups(source, schema, threads, failures);
        wakeups.add(made);
        return made;
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
        wakeups.forEach(PostgresWakeups::close);
        appending.close();
        deciding.close();
        reading.close();
    }
}
