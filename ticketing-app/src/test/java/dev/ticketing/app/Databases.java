package dev.ticketing.app;

import dev.ticketing.postgres.PostgresSettings;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.TestDatabase;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Ways into a test database beside a server. */
final class Databases {

    private Databases() {}

    static PostgresSettings settings(TestDatabase database) {
        return PostgresSettings.of(database.jdbcUrl(), database.user(), database.password())
                .withSchema(database.schema());
    }

    static PostgresTicketing connect(TestDatabase database) {
        return PostgresTicketing.connect(settings(database));
    }

    /** Past the system. */
    static Connection byHand(TestDatabase database) throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password());
        connection.setSchema(database.schema());
        return connection;
    }
}
