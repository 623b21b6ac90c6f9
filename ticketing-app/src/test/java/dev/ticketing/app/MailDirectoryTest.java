package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.Mailer.Mail;
import dev.ticketing.core.kernel.TicketingException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

class MailDirectoryTest {

    private static final String TEXT =
            "Grüße,\nfollow https://example.com/?token=" + "t".repeat(90);

    private static final Mail MAIL =
            new Mail(
                    new EmailAddress("you@example.com"),
                    "Your sign-in link",
                    TEXT,
                    "https://example.com",
                    "token",
                    Instant.parse("2027-03-01T12:00:00Z"));

    @TempDir private Path folder;

    @Test
    void a_mail_becomes_one_file_in_the_form_of_rfc_5322() throws IOException {
        new MailDirectory(folder, "tickets@example.com").send(MAIL);

        Path file = theOnly(files(folder));
        String name = file.getFileName().toString();
        assertThat(name).endsWith(".eml");
        String[] parts = Files.readString(file).split("\r\n\r\n", 2);
        assertThat(parts[0].split("\r\n", -1))
                .containsExactly(
                        "From: tickets@example.com",
                        "To: you@example.com",
                        "Subject: Your sign-in link",
                        "Date: Mon, 1 Mar 2027 12:00:00 GMT",
                        "Message-ID: <" + name.replace(".eml", "") + "@example.com>",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Transfer-Encoding: base64");
        assertThat(new String(Base64.getMimeDecoder().decode(parts[1]), UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void every_line_ends_as_mail_servers_want_it_and_is_short_enough() throws IOException {
        new MailDirectory(folder, "tickets@example.com").send(MAIL);

        String text = Files.readString(theOnly(files(folder)));

        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.split("\r\n", -1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(79));
        assertThat(text).endsWith("\r\n");
    }

    @Test
    void nobody_else_on_the_machine_can_read_it() throws IOException {
        new MailDirectory(folder, "tickets@example.com").send(MAIL);

        Path file = theOnly(files(folder));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_directory_is_made_when_it_is_missing_and_two_mails_are_two_files() throws IOException {
        Path missing = folder.resolve("var").resolve("mails");
        MailDirectory mails = new MailDirectory(missing, "tickets@example.com");

        mails.send(MAIL);
        mails.send(MAIL);

        assertThat(files(missing)).hasSize(2);
    }

    @Test
    void a_directory_that_cannot_be_made_is_said() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        assertThatThrownBy(() -> new MailDirectory(file, "tickets@example.com").send(MAIL))
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
