package dev.ticketing.core.consumer;

import dev.ticketing.core.kernel.TicketingException;

/** The store can be reached, and does not take these rows. */
public final class RowsRefused extends TicketingException {

    private static final long serialVersionUID = 1L;

    public RowsRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
