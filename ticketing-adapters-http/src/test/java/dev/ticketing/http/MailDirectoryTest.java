package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

class MailDirectoryTest {

    private static final String TEXT =
            "Grüße,\nfollow https://example.com/?token=" + "t".repeat(90);

    private static final EmailAddress FROM = new EmailAddress("tickets@example.com");
    private static final UUID ID = new UUID(1, 1);
    private static final Mail MAIL = mail(ID);

    @TempDir private Path folder;

    private static Mail mail(UUID id, Attachment... attachments) {
        return new Mail(
                id,
                new EmailAddress("you@example.com"),
                "Grüße vom Theater",
                TEXT,
                List.of(attachments),
                null,
                Instant.parse("2027-03-01T12:00:00Z"));
    }

    private static MimeMessage read(Path file) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    @Test
    void a_mail_becomes_one_file_in_the_form_of_rfc_5322() throws Exception {
        new MailDirectory(folder, FROM).send(MAIL);

        Path file = theOnly(files(folder));
        assertThat(file.getFileName()).hasToString(ID + ".eml");
        MimeMessage message = read(file);
        assertThat(message.getHeader("From")).containsExactly("tickets@example.com");
        assertThat(message.getHeader("To")).containsExactly("you@example.com");
        assertThat(message.getSubject()).isEqualTo("Grüße vom Theater");
        assertThat(message.getSentDate()).isEqualTo(Date.from(MAIL.sentAt()));
        assertThat(message.getHeader("Message-ID")).containsExactly("<" + ID + "@example.com>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(message.getContent()).isEqualTo(TEXT.replace("\n", "\r\n"));
    }

    @Test
    void what_is_attached_is_in_the_file_byte_by_byte() throws Exception {
        byte[] bytes = {0, 1, -1, '\r', '\n', '.', '\n'};
        new MailDirectory(folder, FROM)
                .send(mail(ID, new Attachment("ticket.pdf", "application/pdf", bytes)));

        MimeMultipart parts = (MimeMultipart) read(theOnly(files(folder))).getContent();

        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo(TEXT.replace("\n", "\r\n"));
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("ticket.pdf");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void every_line_ends_as_mail_servers_want_it_and_is_short_enough() throws IOException {
        new MailDirectory(folder, FROM).send(MAIL);

        String text = Files.readString(theOnly(files(folder)));

        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.split("\r\n", -1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(79));
    }

    @Test
    void the_same_mail_sent_again_is_the_same_file() throws IOException {
        MailDirectory mails = new MailDirectory(folder, FROM);

        mails.send(MAIL);
        mails.send(MAIL);

        assertThat(files(folder)).hasSize(1);
    }

    @Test
    void nobody_else_on_the_machine_can_read_it() throws IOException {
        new MailDirectory(folder, FROM).send(MAIL);

        Path file = theOnly(files(folder));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_directory_is_made_when_it_is_missing_and_two_mails_are_two_files() throws IOException {
        Path missing = folder.resolve("var").resolve("mails");
        MailDirectory mails = new MailDirectory(missing, FROM);

        mails.send(MAIL);
        mails.send(mail(new UUID(1, 2)));

        assertThat(files(missing)).hasSize(2);
    }

    @Test
    void a_directory_that_cannot_be_made_is_said() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        assertThatThrownBy(() -> new MailDirectory(file, FROM).send(MAIL))
                .isInstanceOf(TicketingException.class)
                .hasMessage("a mail could not be dropped");
    }

    private static Path theOnly(List<Path> files) {
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
