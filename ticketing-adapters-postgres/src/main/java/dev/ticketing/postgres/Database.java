package dev.ticketing.postgres;

import com.zaxxer.hikari.HikariDataSource;

import dev.ticketing.core.log.LogUnavailable;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

import java.util.function.Function;

/** Runs statements; what the driver throws becomes an exception of the core. */
final class Database implements AutoCloseable {

    private static final String PING =
            """
            SELECT 1
            """;

    private final Runnable closing;
    private final Jdbi jdbi;

    /** On a pool of its own. */
    Database(HikariDataSource pool) {
        this(Jdbi.create(pool), pool::close);
    }

    /** On a pool of somebody else, who closes it. */
    Database(BorrowedConnections connections) {
        this(Jdbi.create(connections), () -> {});
    }

    private Database(Jdbi jdbi, Runnable closing) {
        this.closing = closing;
        this.jdbi = jdbi;
        // Statements are whole as they stand; "<" is not the beginning of anything.
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        // What was bound may be an address or an answer: it must not get into a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /** Statements that each commit by themselves. */
    <T> T call(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw new LogUnavailable("the database cannot be reached or refused", e);
        }
    }

    /** Statements that take effect together or not at all. */
    <T> T transact(Function<Handle, T> work) {
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw new LogUnavailable("the database cannot be reached or refused", e);
        }
    }

    /** Answers when the database does. */
    void ping() {
        call(handle -> handle.createQuery(PING).mapTo(Integer.class).one());
    }

    /** A handle of the caller's, to tell a failure to connect from one to get an answer. */
    Handle open() {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw new LogUnavailable("no connection to the database", e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
