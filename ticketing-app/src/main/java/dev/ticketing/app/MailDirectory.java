package dev.ticketing.app;

import dev.ticketing.core.identity.Mailer;
import dev.ticketing.core.kernel.TicketingException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;

/**
 * Drops each mail as a file in the form of RFC 5322 into a directory, from where a mail server
 * takes it. A file appears complete or not at all.
 */
final class MailDirectory implements Mailer {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String from;

    MailDirectory(Path directory, String from) {
        this.directory = directory;
        this.from = from;
    }

    @Override
    public void send(Mail mail) {
        String name = UUID.randomUUID().toString();
        String text =
                String.join(
                        "\r\n",
                        "From: " + from,
                        "To: " + mail.to(),
                        "Subject: " + mail.subject(),
                        "Date: " + DATE.format(mail.sentAt()),
                        "Message-ID: <" + name + "@" + from.substring(from.indexOf('@') + 1) + ">",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Transfer-Encoding: base64",
                        "",
                        Base64.getMimeEncoder()
                                .encodeToString(mail.text().getBytes(StandardCharsets.UTF_8)),
                        "");
        try {
            Files.createDirectories(directory);
            Path partial =
                    Files.createFile(
                            directory.resolve("." + name),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, text);
            Files.move(partial, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new TicketingException("a mail could not be dropped", e);
        }
    }
}
