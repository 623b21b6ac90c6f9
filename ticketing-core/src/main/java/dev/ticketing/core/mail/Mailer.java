package dev.ticketing.core.mail;

import dev.ticketing.core.kernel.TicketingException;

/** Sends mail. May block for as long as sending takes; safe for any number of threads. */
@FunctionalInterface
public interface Mailer {

    /**
     * Sends one mail: when it returns, somebody else has taken over to deliver it. The same mail
     * may be sent again, under the same id.
     *
     * @throws MailRefused if it will never be taken
     * @throws TicketingException if it was not taken this time
     */
    void send(Mail mail);
}
