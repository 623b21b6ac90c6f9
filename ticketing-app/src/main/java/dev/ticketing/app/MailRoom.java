package dev.ticketing.app;

import dev.ticketing.core.application.Mailing;
import dev.ticketing.core.identity.IdentityStore;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.http.DevMailbox;
import dev.ticketing.http.MailDirectory;
import dev.ticketing.http.PrintedTickets;
import dev.ticketing.http.SmtpMailer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** How mail leaves, and what the links in it lead to. */
final class MailRoom {

    private final Configuration configuration;
    private final Optional<DevMailbox> devMailbox;
    private final Mailer mailer;

    /** Which port it is, if any will do, is known when the server listens. */
    private final AtomicInteger port;

    private MailRoom(Configuration configuration, Optional<DevMailbox> devMailbox) {
        this.configuration = configuration;
        this.devMailbox = devMailbox;
        this.mailer = mailer(new MailConfiguration(configuration), configuration, devMailbox);
        this.port = new AtomicInteger(configuration.port());
    }

    static MailRoom open(Configuration configuration) {
        return new MailRoom(
                configuration,
                configuration.isDevelopment() ? Optional.of(new DevMailbox()) : Optional.empty());
    }

    private static Mailer mailer(
            MailConfiguration mail, Configuration configuration, Optional<DevMailbox> devMailbox) {
        Optional<Mailer> leaving =
                mail.smtp()
                        .<Mailer>map(SmtpMailer::new)
                        .or(
                                () ->
                                        configuration
                                                .mailDirectory()
                                                .map(path -> new MailDirectory(path, mail.from())));
        if (leaving.isPresent()) {
            Mailer first = leaving.get();
            return devMailbox.<Mailer>map(box -> both(first, box)).orElse(first);
        }
        return devMailbox.orElseThrow(
                () -> new ConfigurationException(Setting.MAIL_DIR.variable() + " is not set"));
    }

    private static Mailer both(Mailer one, Mailer other) {
        return mail -> {
            one.send(mail);
            other.send(mail);
        };
    }

    void listensOn(int newPort) {
        port.set(newPort);
    }

    String publicUrl() {
        return configuration
                .publicUrl()
                .orElseGet(() -> Urls.http(configuration.text(Setting.HTTP_HOST), port.get()));
    }

    Optional<DevMailbox> devMailbox() {
        return devMailbox;
    }

    Mailer mailer() {
        return mailer;
    }

    Mailing mailing(IdentityStore people) {
        return new Mailing(mailer, people, new PrintedTickets(), this::publicUrl);
    }
}
