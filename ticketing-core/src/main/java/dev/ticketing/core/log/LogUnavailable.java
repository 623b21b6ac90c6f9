package dev.ticketing.core.log;

import dev.ticketing.core.kernel.TicketingException;

/** The log cannot be reached or did not answer in time; nothing was recorded. */
public class LogUnavailable extends TicketingException {

    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
