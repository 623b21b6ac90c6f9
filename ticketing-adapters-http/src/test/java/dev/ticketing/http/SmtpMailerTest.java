package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailRefused;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Against a real mail server. */
class SmtpMailerTest {

    static final EmailAddress FROM = new EmailAddress("tickets@example.com");
    private static final String TEXT = "Grüße an alle,\n.\nund noch mehr.\n";

    private final GreenMail server = new GreenMail(freePort());

    /** With all the time it may take to start. */
    static ServerSetup freePort() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    @BeforeEach
    void start() {
        server.withConfiguration(
                GreenMailConfiguration.aConfig().withUser(FROM.value(), "mailer", "secret"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    static Mail mail(Attachment... attachments) {
        return new Mail(
                new UUID(7, 7),
                new EmailAddress("you@example.org"),
                "Ihre Plätze: 2 × Parkett",
                TEXT,
                List.of(attachments),
                null,
                Instant.parse("2027-03-01T12:00:00Z"));
    }

    private SmtpMailer mailer(String password) {
        return new SmtpMailer(
                new SmtpSettings(
                        "127.0.0.1",
                        server.getSmtp().getPort(),
                        SmtpSettings.Tls.NONE,
                        Optional.of(new SmtpSettings.Login("mailer", password)),
                        FROM));
    }

    @Test
    void a_mail_arrives_as_it_was_written() throws Exception {
        mailer("secret").send(mail());

        MimeMessage arrived = server.getReceivedMessages()[0];
        assertThat(arrived.getSubject()).isEqualTo("Ihre Plätze: 2 × Parkett");
        assertThat(arrived.getHeader("To")).containsExactly("you@example.org");
        assertThat(arrived.getHeader("Message-ID"))
                .containsExactly("<" + new UUID(7, 7) + "@example.com>");
        assertThat(arrived.getContent().toString().replace("\r\n", "\n").stripTrailing())
                .isEqualTo(TEXT.stripTrailing());
    }

    @Test
    void what_is_attached_arrives_byte_by_byte() throws Exception {
        byte[] paper = new byte[100_000];
        new Random(7).nextBytes(paper);
        mailer("secret")
                .send(
                        mail(
                                new Attachment("tickets.pdf", "application/pdf", paper),
                                new Attachment("calendar.ics", "text/calendar", new byte[] {65})));

        MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();

        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("tickets.pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(paper);
        assertThat(parts.getBodyPart(2).getContentType()).startsWith("text/calendar");
    }

    @Test
    void the_same_mail_sent_twice_can_be_recognized() throws Exception {
        mailer("secret").send(mail());
        mailer("secret").send(mail());

        MimeMessage[] arrived = server.getReceivedMessages();
        assertThat(arrived).hasSize(2);
        assertThat(arrived[0].getMessageID()).isEqualTo(arrived[1].getMessageID());
    }

    @Test
    void a_wrong_password_is_for_us_to_mend_and_not_the_end_of_the_mail() {
        assertThatThrownBy(() -> mailer("guess").send(mail()))
                .isInstanceOf(TicketingException.class)
                .isNotInstanceOf(MailRefused.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_that_is_gone_may_come_back() {
        SmtpMailer mailer = mailer("secret");
        server.stop();

        assertThatThrownBy(() -> mailer.send(mail()))
                .isInstanceOf(TicketingException.class)
                .isNotInstanceOf(MailRefused.class)
                .hasMessage("the mail server cannot be spoken to");
    }

    @Test
    void a_password_is_not_shown() {
        assertThat(new SmtpSettings.Login("mailer", "secret").toString())
                .contains("mailer")
                .doesNotContain("secret");
    }
}
