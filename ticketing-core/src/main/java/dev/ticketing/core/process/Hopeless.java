package dev.ticketing.core.process;

import dev.ticketing.core.kernel.TicketingException;

/**
 * Something that a process sends cannot be done, however often it is tried: it waits for a person.
 */
public class Hopeless extends TicketingException {

    private static final long serialVersionUID = 1L;

    public Hopeless(String message) {
        super(message);
    }

    public Hopeless(String message, Throwable cause) {
        super(message, cause);
    }
}
