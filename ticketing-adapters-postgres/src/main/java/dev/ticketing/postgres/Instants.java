package dev.ticketing.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Instants in columns of type {@code timestamptz}, which end at the microsecond. Cut off, never
 * rounded up as the driver would: nothing stored lies later than it was.
 */
final class Instants {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Instants() {}

    static OffsetDateTime column(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** A limit of what is searched for; one that nothing stored can come near is infinite. */
    static OffsetDateTime bound(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return OffsetDateTime.MIN;
        }
        return instant.isAfter(LATEST) ? OffsetDateTime.MAX : column(instant);
    }

    static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
