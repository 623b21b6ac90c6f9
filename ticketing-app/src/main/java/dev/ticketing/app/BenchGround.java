package dev.ticketing.app;

import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.postgres.PostgresSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where something is measured: the configured database in a schema of its own, or an embedded one
 * in a folder of its own. Both are removed when it is closed.
 */
final class BenchGround implements AutoCloseable {

    private static final String SCHEMA = "ticketing_bench";

    /** The SQL state of what the configured user may not do. */
    private static final String FORBIDDEN = "42501";

    private final Configuration given;
    private final Path folder;

    private BenchGround(Configuration given, Path folder) {
        this.given = given;
        this.folder = folder;
    }

    static BenchGround clear(Configuration given) {
        BenchGround ground = new BenchGround(given, emptyFolder(given));
        ground.dropSchema();
        return ground;
    }

    /** Beside the data: on the disk that is to be measured, and never in the data themselves. */
    private static Path emptyFolder(Configuration given) {
        try {
            Files.createDirectories(given.dataDirectory());
            return Files.createTempDirectory(given.dataDirectory(), "bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server without limits, reachable from here alone, whose mail goes nowhere else. */
    Configuration configuration() {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.MODE, "development");
        settings.put(Setting.HTTP_HOST, InetAddress.getLoopbackAddress().getHostAddress());
        settings.put(Setting.HTTP_PORT, "0");
        settings.put(Setting.RATE_LIMITS, "off");
        settings.put(Setting.PAYMENT_PROVIDER, SimulatedPaymentProvider.NAME);
        settings.put(Setting.DB_SCHEMA, SCHEMA);
        settings.put(Setting.SMTP_HOST, "");
        settings.put(Setting.MAIL_DIR, "");
        settings.put(Setting.DATA_DIR, folder.toString());
        return given.with(settings);
    }

    /** A connection beside the server's own, on the same tables. */
    static Connection connect(PostgresSettings settings) throws SQLException {
        return connect(settings, SCHEMA);
    }

    private static Connection connect(PostgresSettings settings, String schema)
            throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        settings.jdbcUrl(), settings.user(), settings.password());
        connection.setSchema(schema);
        return connection;
    }

    /**
     * A database that has just been made writes its log into new files, which takes it a tenth of a
     * second each time; from the first checkpoint on it uses those again that it has.
     */
    static void checkpoint(PostgresSettings settings) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void dropSchema() {
        if (given.isEmbedded()) {
            return;
        }
        try (Connection connection = connect(given.database(), "public");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        } catch (SQLException e) {
            throw new TicketingException("the schema " + SCHEMA + " could not be dropped", e);
        }
    }

    @Override
    public void close() {
        dropSchema();
        PostgresBinaries.delete(folder);
    }
}
