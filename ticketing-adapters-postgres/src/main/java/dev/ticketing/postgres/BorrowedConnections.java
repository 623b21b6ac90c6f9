package dev.ticketing.postgres;

import org.jdbi.v3.core.ConnectionFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

/**
 * Connections from somebody else's pool, each for one piece of work: set up before it, and given
 * back as they were. Either is one exchange with the server.
 */
final class BorrowedConnections implements ConnectionFactory {

    private static final String SET_UP =
            """
            WITH was AS MATERIALIZED (
                SELECT
                    current_setting('search_path') AS search_path,
                    current_setting('plan_cache_mode') AS plan_cache_mode,
                    current_setting('enable_seqscan') AS enable_seqscan,
                    current_setting('jit') AS jit
            )
            SELECT
                search_path, plan_cache_mode, enable_seqscan, jit,
                set_config('search_path', ?, false),
                set_config('plan_cache_mode', ?, false),
                set_config('enable_seqscan', ?, false),
                set_config('jit', ?, false)
            FROM was
            """;

    private static final String RESTORE =
            """
            SELECT
                set_config('search_path', ?, false),
                set_config('plan_cache_mode', ?, false),
                set_config('enable_seqscan', ?, false),
                set_config('jit', ?, false)
            """;

    private final DataSource pool;
    private final List<String> settings;
    private final Map<Connection, Before> borrowed = new ConcurrentHashMap<>();

    /** How a connection was when it was borrowed. */
    private record Before(boolean autoCommit, List<String> settings) {}

    private BorrowedConnections(DataSource pool, List<String> settings) {
        this.pool = pool;
        this.settings = settings;
    }

    /** For statements that are planned each time; the reasons are those of {@link Pools}. */
    static BorrowedConnections planningEachTime(DataSource pool, String schema) {
        return new BorrowedConnections(pool, List.of(schema, "force_custom_plan", "on", "off"));
    }

    /** For the statement that appends. */
    static BorrowedConnections planningOnceByKey(DataSource pool, String schema) {
        return new BorrowedConnections(pool, List.of(schema, "force_generic_plan", "off", "off"));
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            borrowed.put(connection, new Before(autoCommit, setUp(connection)));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private List<String> setUp(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET_UP)) {
            bind(statement, settings);
            try (ResultSet was = statement.executeQuery()) {
                was.next();
                return List.of(
                        was.getString("search_path"),
                        was.getString("plan_cache_mode"),
                        was.getString("enable_seqscan"),
                        was.getString("jit"));
            }
        }
    }

    /** One that cannot be brought back to what it was is not given to anybody else. */
    @Override
    public void closeConnection(Connection connection) throws SQLException {
        Before before = borrowed.remove(connection);
        try (connection) {
            if (before != null) {
                restore(connection, before);
            }
        }
    }

    private static void restore(Connection connection, Before before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RESTORE)) {
            bind(statement, before.settings);
            statement.execute();
            connection.setAutoCommit(before.autoCommit);
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }

    private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
    }
}
