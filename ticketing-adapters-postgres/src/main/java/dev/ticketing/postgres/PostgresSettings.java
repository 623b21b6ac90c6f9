package dev.ticketing.postgres;

import java.time.Duration;

/**
 * Where the database is, and how long anything may take there.
 *
 * @param schema where the tables are; made by {@link PostgresTicketing#migrate()} if it is missing
 * @param poolSize connections for all but the write side, which has {@link #APPEND_CONNECTIONS} and
 *     {@link #DECIDE_CONNECTIONS} more
 * @param connectTimeout for a free connection, and for a new one to be made
 * @param statementTimeout for one statement, by the server's clock
 * @param lockTimeout for one lock
 * @param idleInTransactionTimeout between two statements of a transaction
 * @param socketTimeout for an answer to arrive; longer than the statement timeout, so that the
 *     server's word comes first
 */
public record PostgresSettings(
        String jdbcUrl,
        String user,
        String password,
        String schema,
        int poolSize,
        Duration connectTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration idleInTransactionTimeout,
        Duration socketTimeout) {

    public static final String DEFAULT_SCHEMA = "ticketing";
    public static final int DEFAULT_POOL_SIZE = 10;

    /** Apart from all others, so that readers cannot keep an append waiting. */
    public static final int APPEND_CONNECTIONS = 2;

    /** Apart too: what the write side reads before it judges. */
    public static final int DECIDE_CONNECTIONS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    public PostgresSettings {
        SchemaName.require(schema);
        if (poolSize < 1) {
            throw new IllegalArgumentException("poolSize: " + poolSize);
        }
        requireSecond("connectTimeout", connectTimeout);
        requireSecond("statementTimeout", statementTimeout);
        requireSecond("lockTimeout", lockTimeout);
        requireSecond("idleInTransactionTimeout", idleInTransactionTimeout);
        requireSecond("socketTimeout", socketTimeout);
        if (socketTimeout.compareTo(statementTimeout) <= 0) {
            throw new IllegalArgumentException("socketTimeout: " + socketTimeout);
        }
    }

    /** A database with the defaults for everything else. */
    public static PostgresSettings of(String jdbcUrl, String user, String password) {
        return new PostgresSettings(
                jdbcUrl,
                user,
                password,
                DEFAULT_SCHEMA,
                DEFAULT_POOL_SIZE,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    public PostgresSettings withSchema(String other) {
        return new PostgresSettings(
                jdbcUrl,
                user,
                password,
                other,
                poolSize,
                connectTimeout,
                statementTimeout,
                lockTimeout,
                idleInTransactionTimeout,
                socketTimeout);
    }

    public PostgresSettings withPoolSize(int other) {
        return new PostgresSettings(
                jdbcUrl,
                user,
                password,
                schema,
                other,
                connectTimeout,
                statementTimeout,
                lockTimeout,
                idleInTransactionTimeout,
                socketTimeout);
    }

    /** For work that looks at all there is: it may take minutes, and nobody waits for it. */
    public PostgresSettings patient() {
        return new PostgresSettings(
                jdbcUrl,
                user,
                password,
                schema,
                poolSize,
                connectTimeout,
                PATIENCE,
                lockTimeout,
                PATIENCE,
                PATIENCE.plus(connectTimeout));
    }

    private static void requireSecond(String what, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(what + ": " + value);
        }
    }

    /** Without the password, also where it is a parameter of the URL: a log line may hold it. */
    @Override
    public String toString() {
        int parameters = jdbcUrl.indexOf('?');
        String place = parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
        return "PostgresSettings[" + user + "@" + place + ", " + schema + "]";
    }
}
