package dev.ticketing.app;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.http.SmtpSettings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How mail leaves, as it is configured. */
final class MailConfiguration {

    /** Where nobody listens in between. */
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

    private static final int MAX_PORT = 65_535;

    private final Configuration configuration;

    MailConfiguration(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The mail server, if one is named. */
    Optional<SmtpSettings> smtp() {
        if (!configuration.isGiven(Setting.SMTP_HOST)) {
            return Optional.empty();
        }
        return Optional.of(
                new SmtpSettings(
                        configuration.text(Setting.SMTP_HOST),
                        configuration.number(Setting.SMTP_PORT, 1, MAX_PORT),
                        tls(),
                        login(),
                        from()));
    }

    private SmtpSettings.Tls tls() {
        return switch (configuration.oneOf(Setting.SMTP_TLS, "starttls", "implicit", "none")) {
            case "implicit" -> SmtpSettings.Tls.IMPLICIT;
            case "none" -> SmtpSettings.Tls.NONE;
            default -> SmtpSettings.Tls.STARTTLS;
        };
    }

    private Optional<SmtpSettings.Login> login() {
        boolean user = configuration.isGiven(Setting.SMTP_USER);
        if (user != configuration.isGiven(Setting.SMTP_PASSWORD)) {
            throw Configuration.wrong(
                    user ? Setting.SMTP_PASSWORD : Setting.SMTP_USER,
                    "is not set, and the other of user and password is");
        }
        return user
                ? Optional.of(
                        new SmtpSettings.Login(
                                configuration.text(Setting.SMTP_USER),
                                configuration.text(Setting.SMTP_PASSWORD)))
                : Optional.empty();
    }

    /** Who sends. */
    EmailAddress from() {
        if (configuration.isGiven(Setting.MAIL_FROM)) {
            return EmailAddress.parse(configuration.text(Setting.MAIL_FROM))
                    .orElseThrow(() -> Configuration.wrong(Setting.MAIL_FROM, "is not an address"));
        }
        return configuration
                .publicUrl()
                .map(url -> URI.create(url).getHost())
                .flatMap(host -> EmailAddress.parse("tickets@" + host))
                .orElseGet(() -> new EmailAddress("tickets@localhost.localdomain"));
    }

    /** Looks at every setting. */
    void requireUsable() {
        from();
        if (smtp().isPresent() && configuration.mailDirectory().isPresent()) {
            throw Configuration.wrong(
                    Setting.MAIL_DIR,
                    "and "
                            + Setting.SMTP_HOST.variable()
                            + " are both set: every mail would go out twice");
        }
    }

    /** What must not be so in production, one sentence each. */
    List<String> unsafe() {
        Optional<SmtpSettings> smtp = smtp();
        if (smtp.isEmpty()) {
            return configuration.mailDirectory().isPresent()
                    ? List.of()
                    : List.of(
                            Setting.MAIL_DIR.variable()
                                    + " is not set: without "
                                    + Setting.SMTP_HOST.variable()
                                    + ", mails would reach nobody");
        }
        return smtp.get().tls() == SmtpSettings.Tls.NONE && !OWN_MACHINE.contains(smtp.get().host())
                ? List.of(
                        Setting.SMTP_TLS.variable()
                                + " is none: links to sign in would be readable on the way")
                : List.of();
    }
}
