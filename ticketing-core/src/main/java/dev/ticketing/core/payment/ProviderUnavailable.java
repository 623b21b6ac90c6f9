package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.TicketingException;

/** The payment provider did not answer. */
public final class ProviderUnavailable extends TicketingException {

    private static final long serialVersionUID = 1L;

    public ProviderUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
