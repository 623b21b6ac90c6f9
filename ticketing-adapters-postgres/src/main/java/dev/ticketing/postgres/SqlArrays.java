package dev.ticketing.postgres;

import org.jdbi.v3.core.argument.Argument;

import java.util.UUID;

/** Whole columns as single parameters: a batch of any size is one statement of one text. */
final class SqlArrays {

    private SqlArrays() {}

    static Argument texts(String[] values) {
        return array("text", values);
    }

    static Argument numbers(Long[] values) {
        return array("int8", values);
    }

    static Argument ids(UUID[] values) {
        return array("uuid", values);
    }

    private static Argument array(String type, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
