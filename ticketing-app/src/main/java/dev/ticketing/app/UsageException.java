package dev.ticketing.app;

import dev.ticketing.core.kernel.TicketingException;

/** The command line was not understood. */
final class UsageException extends TicketingException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
