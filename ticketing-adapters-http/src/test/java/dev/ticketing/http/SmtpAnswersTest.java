package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.MailRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What becomes of a mail, by what the server answers. */
class SmtpAnswersTest {

    private static final String STARTTLS = "STARTTLS";

    @TempDir private Path folder;

    private static SmtpMailer mailer(
            ScriptedSmtp server, String host, SmtpSettings.Tls tls, Optional<SelfSigned> trusted) {
        return new SmtpMailer(
                new SmtpSettings(host, server.port(), tls, Optional.empty(), SmtpMailerTest.FROM),
                trusted.map(key -> key.context().getSocketFactory()));
    }

    private static SmtpMailer plain(ScriptedSmtp server) {
        return mailer(server, "127.0.0.1", SmtpSettings.Tls.NONE, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"RCPT,550", "RCPT,553", "DATA,554", ".,552"})
    void a_no_for_good_to_the_receiver_or_the_mail_is_the_end(String command, String code)
            throws Exception {
        String answer = code + " 5.1.1 <you@example.org> is not here";
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(command, answer), Optional.empty())) {
            assertThatThrownBy(() -> plain(server).send(SmtpMailerTest.mail()))
                    .isInstanceOf(MailRefused.class)
                    .hasMessage("the mail server refuses it for good: " + code)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT,450", "RCPT,421", "DATA,451", ".,452", "MAIL,550", "MAIL,451"})
    void a_no_for_now_or_to_the_sender_is_not_the_end(String command, String code)
            throws Exception {
        try (ScriptedSmtp server =
                new ScriptedSmtp(Map.of(command, code + " no"), Optional.empty())) {
            assertThatThrownBy(() -> plain(server).send(SmtpMailerTest.mail()))
                    .isInstanceOf(TicketingException.class)
                    .isNotInstanceOf(MailRefused.class);
        }
    }

    @Test
    void a_mail_is_handed_over_by_name_of_sender_and_receiver() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(), Optional.empty())) {
            plain(server).send(SmtpMailerTest.mail());

            assertThat(server.heard())
                    .startsWith(
                            "EHLO example.com",
                            "MAIL FROM:<tickets@example.com>",
                            "RCPT TO:<you@example.org>",
                            "DATA");
        }
    }

    @Test
    void nothing_is_sent_in_the_open_where_tls_is_wanted() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(), Optional.empty())) {
            SmtpMailer mailer =
                    mailer(server, "localhost", SmtpSettings.Tls.STARTTLS, Optional.empty());

            assertThatThrownBy(() -> mailer.send(SmtpMailerTest.mail()))
                    .isInstanceOf(TicketingException.class)
                    .isNotInstanceOf(MailRefused.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void with_tls_all_but_the_greeting_is_secret() throws Exception {
        SelfSigned key = SelfSigned.of("localhost", folder);
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(), Optional.of(key.context()))) {
            mailer(server, "localhost", SmtpSettings.Tls.STARTTLS, Optional.of(key))
                    .send(SmtpMailerTest.mail());

            assertThat(server.heard())
                    .startsWith(
                            "EHLO example.com",
                            STARTTLS,
                            "*EHLO example.com",
                            "*MAIL FROM:<tickets@example.com>",
                            "*RCPT TO:<you@example.org>",
                            "*DATA");
        }
    }

    @Test
    void a_server_that_is_not_who_it_should_be_is_given_nothing() throws Exception {
        SelfSigned other = SelfSigned.of("other.example", folder);
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(), Optional.of(other.context()))) {
            SmtpMailer mailer =
                    mailer(server, "localhost", SmtpSettings.Tls.STARTTLS, Optional.of(other));

            assertThatThrownBy(() -> mailer.send(SmtpMailerTest.mail()))
                    .isInstanceOf(TicketingException.class);
            assertThat(server.heard()).noneMatch(line -> line.contains("MAIL"));
        }
    }
}
