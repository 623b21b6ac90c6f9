package dev.ticketing.postgres;

import dev.ticketing.testkit.TestDatabase;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Ways from a test to its database. */
final class Connections {

    private Connections() {}

    static PostgresSettings settings(TestDatabase database) {
        return PostgresSettings.of(database.jdbcUrl(), database.user(), database.password())
                .withSchema(database.schema())
                .withPoolSize(4);
    }

    static PostgresTicketing migrated(TestDatabase database) {
        PostgresTicketing ticketing = PostgresTicketing.connect(settings(database));
        ticketing.migrate();
        return ticketing;
    }

    /** A pool as readers have it, for parts of the adapter by themselves. */
    static Database reading(TestDatabase database) {
        PostgresSettings settings = settings(database);
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
