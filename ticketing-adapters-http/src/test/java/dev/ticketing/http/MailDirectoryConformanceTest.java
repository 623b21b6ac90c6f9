package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.testkit.conformance.MailerConformance;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class MailDirectoryConformanceTest extends MailerConformance {

    private final Path directory;

    MailDirectoryConformanceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    protected Mailer mailer() {
        return new MailDirectory(directory, SmtpMailerTest.FROM);
    }

    @Override
    protected List<Arrived> arrivedFor(EmailAddress address) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(MailDirectoryConformanceTest::read)
                    .filter(message -> ArrivedMail.isTo(address, message))
                    .map(ArrivedMail::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MimeMessage read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(null, in);
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("a mail cannot be read: " + file, e);
        }
    }
}
