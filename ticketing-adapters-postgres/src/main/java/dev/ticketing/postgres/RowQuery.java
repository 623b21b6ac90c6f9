package dev.ticketing.postgres;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

import java.util.List;

/** Lists of rows; several statements of one list take their parameters from the same filter. */
final class RowQuery {

    private RowQuery() {}

    /** A query that need not use everything that is bound. */
    static Query of(Handle handle, String sql) {
        return handle.createQuery(sql)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true));
    }

    /** The rows whose bodies a query selects, in its order. */
    static <R> List<R> list(Query query, Shape<R> shape) {
        return query.map((row, context) -> row.getString("body"))
                .map(body -> JsonIn.read(body, shape))
                .list();
    }
}
