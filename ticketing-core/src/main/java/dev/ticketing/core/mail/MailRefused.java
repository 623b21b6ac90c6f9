package dev.ticketing.core.mail;

import dev.ticketing.core.process.Hopeless;

/** A mail that will not be taken, however often it is sent: its receiver is not known, say. */
public final class MailRefused extends Hopeless {

    private static final long serialVersionUID = 1L;

    /**
     * @param message without the receiver's address
     */
    public MailRefused(String message) {
        super(message);
    }
}
