package dev.ticketing.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

/**
 * Connections over which the database goes by the clock of a test: where a statement asks for the
 * time, it looks into a table of one row, which is brought up to date before. For one thread.
 */
final class TestClockSource implements AutoCloseable {

    private static final String DATABASE_TIME = "clock_timestamp()";

    private final DataSource source;
    private final String table;
    private final InstantSource clock;
    private final Connection setting;
    private Instant shown = Instant.EPOCH;

    /**
     * Makes the table.
     *
     * @param table its name, with the schema; is not there yet
     */
    TestClockSource(DataSource source, String table, InstantSource clock) throws SQLException {
        this.source = source;
        this.table = table;
        this.clock = clock;
        setting = source.getConnection();
        try (Statement statement = setting.createStatement()) {
            statement.execute("CREATE TABLE " + table + " AS SELECT " + DATABASE_TIME + " AS at");
        }
    }

    DataSource source() {
        return proxy(DataSource.class, source, this::connection);
    }

    private Object connection(Object made) {
        return made instanceof Connection connection
                ? proxy(Connection.class, connection, statement -> statement)
                : made;
    }

    private <T> T proxy(Class<T> type, T behind, UnaryOperator<Object> answering) {
        Object made =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            if (arguments != null && arguments[0] instanceof String sql) {
                                arguments[0] = byTestClock(sql);
                            }
                            try {
                                Object answer = method.invoke(behind, arguments);
                                return answer == null ? null : answering.apply(answer);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
        return type.cast(made);
    }

    private String byTestClock(String sql) throws SQLException {
        if (!sql.contains(DATABASE_TIME)) {
            return sql;
        }
        Instant now = clock.instant();
        if (!now.equals(shown)) {
            show(now);
        }
        return sql.replace(DATABASE_TIME, "(SELECT at FROM " + table + ")");
    }

    private void show(Instant now) throws SQLException {
        try (PreparedStatement update =
                setting.prepareStatement("UPDATE " + table + " SET at = ?")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
        shown = now;
    }

    @Override
    public void close() throws SQLException {
        setting.close();
    }
}
