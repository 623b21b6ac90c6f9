package dev.ticketing.app;

import dev.ticketing.core.kernel.TicketingException;

/** Something that a command needs is not there at the moment. */
final class UnavailableException extends TicketingException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
        super(message);
    }
}
