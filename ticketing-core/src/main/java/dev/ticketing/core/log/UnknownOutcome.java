package dev.ticketing.core.log;

import dev.ticketing.core.kernel.TicketingException;

/** The log's answer was lost: what was to be recorded may be there or not. */
public final class UnknownOutcome extends TicketingException {

    private static final long serialVersionUID = 1L;

    public UnknownOutcome(String message, Throwable cause) {
        super(message, cause);
    }
}
