package dev.ticketing.core.kernel;

/**
 * The parent of every exception of this system. Thrown for broken worlds alone (database gone,
 * corrupt row, bug), never for a rule's no.
 */
public class TicketingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TicketingException(String message) {
        super(message);
    }

    public TicketingException(String message, Throwable cause) {
        super(message, cause);
    }
}
