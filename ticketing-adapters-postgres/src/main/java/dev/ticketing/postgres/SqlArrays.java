package dev.ticketing.postgres;

import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Whole columns as single parameters: a batch of any size is one statement of one text. */
final class SqlArrays {

    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final int UUID_BYTES = 2 * Long.BYTES;

    private SqlArrays() {}

    static Argument texts(@Nullable String[] values) {
        return array("text", values);
    }

    static Argument numbers(Long[] values) {
        return array("int8", values);
    }

    /** In the server's binary form: the driver would write, quote and escape each id as text. */
    static Argument ids(UUID[] values) {
        return (position, statement, context) -> {
            BaseConnection connection = statement.getConnection().unwrap(BaseConnection.class);
            statement.setArray(position, new PgArray(connection, Oid.UUID_ARRAY, binary(values)));
        };
    }

    /** One dimension, no nulls, the elements' type, their number, the first index; then each. */
    private static byte[] binary(UUID[] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_BYTES + values.length * (Integer.BYTES + UUID_BYTES));
        bytes.putInt(1).putInt(0).putInt(Oid.UUID).putInt(values.length).putInt(1);
        for (UUID value : values) {
            bytes.putInt(UUID_BYTES)
                    .putLong(value.getMostSignificantBits())
                    .putLong(value.getLeastSignificantBits());
        }
        return bytes.array();
    }

    private static Argument array(String type, @Nullable Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
