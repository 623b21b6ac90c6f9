package dev.ticketing.core.log;

import dev.ticketing.core.kernel.TicketingException;

/** What the log holds cannot be true: a hole, a row that cannot be read, an unknown type. */
public final class CorruptLog extends TicketingException {

    private static final long serialVersionUID = 1L;

    public CorruptLog(String message) {
        super(message);
    }

    public CorruptLog(String message, Throwable cause) {
        super(message, cause);
    }
}
