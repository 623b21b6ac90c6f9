package dev.ticketing.postgres;

import java.sql.SQLException;
import java.util.List;

/** What the five letters of a failure say (PostgreSQL manual, appendix A). */
final class SqlStates {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final List<String> REFUSALS = List.of("21", "22", "23", "44", "54");

    private SqlStates() {}

    /** Somebody else was quicker: the statement did nothing, and may be tried again. */
    static boolean isRace(Throwable failure) {
        String state = of(failure);
        return state.equals(UNIQUE_VIOLATION)
                || state.equals(DEADLOCK)
                || state.equals(SERIALIZATION_FAILURE);
    }

    /**
     * Whether a statement that failed may have taken effect all the same: its connection broke, the
     * server went down or cancelled it, or nobody knows.
     */
    static boolean mayHaveCommitted(Throwable failure) {
        String state = of(failure);
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("XX");
    }

    /**
     * Whether the server took offence at values: too many for one row, of no such form, against a
     * constraint, or beyond a limit.
     */
    static boolean isRefusal(Throwable failure) {
        String state = of(failure);
        return REFUSALS.stream().anyMatch(state::startsWith);
    }

    /** The state of the first cause that has one; empty if none has. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
