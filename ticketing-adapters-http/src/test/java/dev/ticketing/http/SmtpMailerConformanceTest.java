package dev.ticketing.http;

import com.icegreen.greenmail.util.GreenMail;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.testkit.conformance.MailerConformance;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Against a real mail server. */
class SmtpMailerConformanceTest extends MailerConformance {

    @AutoClose("stop")
    private final GreenMail server = new GreenMail(SmtpMailerTest.freePort());

    @BeforeEach
    void start() {
        server.start();
    }

    @Override
    protected Mailer mailer() {
        return new SmtpMailer(
                new SmtpSettings(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        SmtpSettings.Tls.NONE,
                        Optional.empty(),
                        SmtpMailerTest.FROM));
    }

    @Override
    protected List<Arrived> arrivedFor(EmailAddress address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> ArrivedMail.isTo(address, message))
                .map(ArrivedMail::of)
                .toList();
    }
}
