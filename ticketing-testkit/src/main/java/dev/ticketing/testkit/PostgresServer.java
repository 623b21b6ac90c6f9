package dev.ticketing.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;

/**
 * A running server. Safe for any number of threads.
 *
 * @param url of the database that it is reached by
 * @param ownDatabases whether each test class gets a database; else a schema in that database,
 *     which somebody else owns
 * @param stop run at the end of the test run
 */
record PostgresServer(String url, String user, String password, boolean ownDatabases, Runnable stop)
        implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_SECONDS = 10;
    private static final String SCHEMA_PARAMETER = "currentSchema=";

    TestDatabase create() {
        String name = "ticketing_test_" + UUID.randomUUID().toString().replace("-", "");
        if (ownDatabases) {
            execute("CREATE DATABASE " + name);
            return new TestDatabase(withDatabase(url, name), user, password, "public");
        }
        execute("CREATE SCHEMA " + name);
        return new TestDatabase(withSchema(url, name), user, password, name);
    }

    void drop(TestDatabase database) {
        if (ownDatabases) {
            execute("DROP DATABASE IF EXISTS " + databaseOf(database) + " WITH (FORCE)");
        } else {
            execute("DROP SCHEMA IF EXISTS " + database.schema() + " CASCADE");
        }
    }

    /** Throws if the server does not answer. */
    void ping() {
        execute("SELECT 1");
    }

    /** The statement is made of names that are chosen here. */
    private void execute(String sql) {
        Properties settings = new Properties();
        settings.setProperty("user", user);
        settings.setProperty("password", password);
        settings.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        settings.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        try (Connection connection = DriverManager.getConnection(url, settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " on " + url + ": " + e.getMessage(), e);
        }
    }

    /** The URL with its path replaced; settings after a question mark stay. */
    static String withDatabase(String url, String database) {
        String settings = url.indexOf('?') < 0 ? "" : url.substring(url.indexOf('?'));
        String server = url.substring(0, url.length() - settings.length());
        return server.substring(0, server.lastIndexOf('/') + 1) + database + settings;
    }

    static String withSchema(String url, String schema) {
        return url + (url.indexOf('?') < 0 ? "?" : "&") + SCHEMA_PARAMETER + schema;
    }

    private static String databaseOf(TestDatabase database) {
        String server = database.jdbcUrl().split("\\?", 2)[0];
        return server.substring(server.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        stop.run();
    }
}
