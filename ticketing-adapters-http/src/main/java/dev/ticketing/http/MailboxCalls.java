package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.Mailer.Mail;

import io.helidon.http.Status;

import java.util.List;
import java.util.Optional;

/** The mail that development mode keeps instead of sending it. */
final class MailboxCalls {

    static final String PATH = "/dev/mailbox";

    private final DevMailbox mailbox;

    MailboxCalls(DevMailbox mailbox) {
        this.mailbox = mailbox;
    }

    record MailJson(
            String to, String subject, String text, String link, String token, String sentAt) {

        static MailJson of(Mail mail) {
            return new MailJson(
                    mail.to().value(),
                    mail.subject(),
                    mail.text(),
                    mail.link(),
                    mail.token(),
                    mail.sentAt().toString());
        }
    }

    List<Route> routes() {
        return List.of(Route.get(PATH, Route.Access.ANYBODY, this::read));
    }

    private Answer read(Exchange exchange) {
        Optional<EmailAddress> to =
                exchange.query("to")
                        .map(
                                typed ->
                                        EmailAddress.parse(typed)
                                                .orElseThrow(
                                                        () ->
                                                                new Stop(
                                                                        Problem.invalid(
                                                                                "to",
                                                                                "has to be an"
                                                                                    + " address"))));
        return Answer.json(
                Status.OK_200, new Items<>(mailbox.read(to).stream().map(MailJson::of).toList()));
    }
}
