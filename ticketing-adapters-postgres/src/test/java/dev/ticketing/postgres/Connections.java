package dev.ticketing.postgres;

import dev.ticketing.testkit.TestDatabase;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Ways from a test to its database. */
final class Connections {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Connections() {}

    static PostgresSettings settings(TestDatabase database) {
        return PostgresSettings.of(database.jdbcUrl(), database.user(), database.password())
                .withSchema(database.schema())
                .withPoolSize(4);
    }

    /** For those whom a test keeps waiting. */
    static PostgresSettings patient(TestDatabase database) {
        return new PostgresSettings(
                database.jdbcUrl(),
                database.user(),
                database.password(),
                database.schema(),
                4,
                MINUTE,
                MINUTE,
                MINUTE,
                MINUTE,
                MINUTE.plus(MINUTE));
    }

    static PostgresTicketing migrated(TestDatabase database) {
        return migrated(settings(database));
    }

    static PostgresTicketing migrated(PostgresSettings settings) {
        PostgresTicketing ticketing = PostgresTicketing.connect(settings);
        ticketing.migrate();
        return ticketing;
    }

    /** A pool as readers have it, for parts of the adapter by themselves. */
    static Database reading(TestDatabase database) {
        return reading(settings(database));
    }

    static Database reading(PostgresSettings settings) {
        return new Database(
                Pools.reading(
                        Pools.connecting(settings),
                        settings.schema(),
                        settings.poolSize(),
                        settings.connectTimeout()));
    }

    /** Beside all pools, with the schema's tables in reach. */
    static Connection open(TestDatabase database) throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
        connection.setSchema(database.schema());
        return connection;
    }

    static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
