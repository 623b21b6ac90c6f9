package dev.ticketing.postgres;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Connections that have every query explained before they run it: run to its end, with the same
 * parameters.
 */
final class ExplainingSource implements DataSource {

    private static final String EXPLAIN =
            "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, FORMAT JSON) ";

    private final DataSource source;
    private final BiConsumer<String, String> plans;

    /**
     * Explains what is asked through a source.
     *
     * @param plans takes each query and its plan
     */
    ExplainingSource(DataSource source, BiConsumer<String, String> plans) {
        this.source = source;
        this.plans = plans;
    }

    /** A call that can be made again, on another statement. */
    private record Call(Method method, List<@Nullable Object> arguments) {
        Object on(Object target) throws Throwable {
            try {
                return method.invoke(target, arguments.toArray());
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private Connection explaining(Connection connection) {
        return proxy(
                Connection.class,
                call -> {
                    Object made = call.on(connection);
                    return made instanceof PreparedStatement statement
                                    && call.arguments.getFirst() instanceof String sql
                                    && isQuery(sql)
                            ? explaining(connection, statement, sql)
                            : made;
                });
    }

    private static boolean isQuery(String sql) {
        return (sql.startsWith("SELECT") || sql.startsWith("WITH"))
                && !sql.contains("UPDATE")
                && !sql.contains("INSERT");
    }

    private PreparedStatement explaining(
            Connection connection, PreparedStatement statement, String sql) {
        List<Call> bound = new ArrayList<>();
        return proxy(
                PreparedStatement.class,
                call -> {
                    String name = call.method.getName();
                    if (name.startsWith("set") && call.arguments.size() > 1) {
                        bound.add(call);
                    }
                    if (name.startsWith("execute")) {
                        plans.accept(sql, plan(connection, sql, bound));
                    }
                    return call.on(statement);
                });
    }

    private static String plan(Connection connection, String sql, List<Call> bound)
            throws Throwable {
        try (PreparedStatement explain = connection.prepareStatement(EXPLAIN + sql)) {
            for (Call call : bound) {
                call.on(explain);
            }
            try (ResultSet row = explain.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** What becomes of a call. */
    @FunctionalInterface
    private interface Handling {
        Object handle(Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handling handling) {
        Object made =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                handling.handle(new Call(method, listed(arguments))));
        return type.cast(made);
    }

    private static List<@Nullable Object> listed(@Nullable Object @Nullable [] arguments) {
        return arguments == null ? List.of() : Arrays.asList(arguments);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return explaining(source.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return explaining(source.getConnection(user, password));
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
