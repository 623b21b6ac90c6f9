package dev.ticketing.app;

import dev.ticketing.core.kernel.TicketingException;

/** The configuration cannot be used; the message says which setting, and why. */
final class ConfigurationException extends TicketingException {

    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }
}
