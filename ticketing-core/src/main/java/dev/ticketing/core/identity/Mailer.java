package dev.ticketing.core.identity;

import java.time.Instant;

/** Sends mail. May block for as long as sending takes; safe for any number of threads. */
@FunctionalInterface
public interface Mailer {

    /** Sends one mail, or throws a {@link dev.ticketing.core.kernel.TicketingException}. */
    void send(Mail mail);

    /**
     * A sign-in mail.
     *
     * @param token what the link carries, for programs that read the mail
     */
    record Mail(
            EmailAddress to,
            String subject,
            String text,
            String link,
            String token,
            Instant sentAt) {}
}
