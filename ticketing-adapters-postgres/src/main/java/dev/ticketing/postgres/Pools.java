package dev.ticketing.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.postgresql.ds.PGSimpleDataSource;

import java.time.Duration;

import javax.sql.DataSource;

/** How connections are made and kept. */
final class Pools {

    /**
     * Reading is planned for the tables as they are now. A plan that is kept from when they were
     * empty may walk the whole log by the wrong index once they have grown.
     */
    private static final String PLAN_EACH_TIME =
            """
            SET plan_cache_mode = force_custom_plan;
            SET jit = off
            """;

    /**
     * Appending is planned once: its statement finds every row by the primary key, which is all
     * that is left to choose when tables must not be read from end to end.
     */
    private static final String PLAN_ONCE_BY_KEY =
            """
            SET plan_cache_mode = force_generic_plan;
            SET enable_seqscan = off;
            SET jit = off
            """;

    /** From the first use on: each statement has one text, and is run often. */
    private static final int PREPARE_AT_ONCE = 1;

    private Pools() {}

    static DataSource connecting(PostgresSettings settings) {
        PGSimpleDataSource source = plain(settings);
        source.setSocketTimeout(seconds(settings.socketTimeout()));
        source.setOptions(
                "-c search_path=%s -c statement_timeout=%d -c lock_timeout=%d"
                                .formatted(
                                        settings.schema(),
                                        settings.statementTimeout().toMillis(),
                                        settings.lockTimeout().toMillis())
                        + " -c idle_in_transaction_session_timeout=%d"
                                .formatted(settings.idleInTransactionTimeout().toMillis()));
        return source;
    }

    /** Without limits on statements: building an index takes as long as it takes. */
    static DataSource migrating(PostgresSettings settings) {
        return plain(settings);
    }

    private static PGSimpleDataSource plain(PostgresSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.jdbcUrl());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setApplicationName("ticketing");
        source.setConnectTimeout(seconds(settings.connectTimeout()));
        source.setLoginTimeout(seconds(settings.connectTimeout()));
        source.setTcpKeepAlive(true);
        // The details of an error are the row's values.
        source.setLogServerErrorDetail(false);
        source.setPrepareThreshold(PREPARE_AT_ONCE);
        return source;
    }

    static HikariDataSource reading(DataSource source, String schema, int size, Duration timeout) {
        return new HikariDataSource(config(source, schema, size, timeout));
    }

    /** For what the write side reads before it judges: it must not queue behind requests. */
    static HikariDataSource deciding(DataSource source, String schema, Duration timeout) {
        HikariConfig config = config(source, schema, PostgresSettings.DECIDE_CONNECTIONS, timeout);
        config.setPoolName("ticketing-decide");
        return new HikariDataSource(config);
    }

    static HikariDataSource appending(DataSource source, String schema, Duration timeout) {
        HikariConfig config = config(source, schema, PostgresSettings.APPEND_CONNECTIONS, timeout);
        config.setPoolName("ticketing-append");
        config.setConnectionInitSql(PLAN_ONCE_BY_KEY);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(
            DataSource source, String schema, int size, Duration timeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ticketing");
        config.setDataSource(source);
        config.setSchema(schema);
        config.setConnectionInitSql(PLAN_EACH_TIME);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, 2));
        config.setConnectionTimeout(timeout.toMillis());
        // A database that is away when the program starts is as one that goes away later.
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(true);
        return config;
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }
}
