package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.Mailer;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.UUID;

/**
 * Drops each mail as a file in the form of RFC 5322 into a directory, from where a mail server
 * takes it. A file appears complete or not at all; the same mail is the same file.
 */
public final class MailDirectory implements Mailer {

    private final Path directory;
    private final EmailAddress from;
    private final Session session = Session.getInstance(new Properties());

    public MailDirectory(Path directory, EmailAddress from) {
        this.directory = directory;
        this.from = from;
    }

    @Override
    public void send(Mail mail) {
        try {
            Files.createDirectories(directory);
            Path partial =
                    Files.createFile(
                            directory.resolve("." + UUID.randomUUID()),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try (OutputStream file = Files.newOutputStream(partial)) {
                MimeMails.of(mail, from, session).writeTo(file);
            }
            Files.move(
                    partial, directory.resolve(mail.id() + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | MessagingException e) {
            throw new TicketingException("a mail could not be dropped", e);
        }
    }
}
