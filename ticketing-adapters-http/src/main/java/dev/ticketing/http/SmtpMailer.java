package dev.ticketing.http;

import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.MailRefused;
import dev.ticketing.core.mail.Mailer;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLSocketFactory;

/**
 * Hands mails to a mail server (RFC 5321), each over a connection of its own, a bounded number at a
 * time; the others wait. What the server says of a receiver's mailbox may hold their address, and
 * is not passed on.
 */
public final class SmtpMailer implements Mailer {

    private static final Duration CONNECTING = Duration.ofSeconds(5);

    /** Servers may take their time to look at what they are given. */
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private static final int FOR_GOOD = 5;
    private static final int AT_ONCE = 16;
    private static final long IDLE_SECONDS = 30;

    private final SmtpSettings settings;
    private final Session session;

    /**
     * The library waits for the server within {@code synchronized}: before JDK 24 a virtual thread
     * would keep its carrier meanwhile, and a few slow answers would stop everything.
     */
    private final ExecutorService threads = platformThreads();

    public SmtpMailer(SmtpSettings settings) {
        this(settings, Optional.empty());
    }

    /**
     * @param sockets which servers are trusted; empty for those that Java trusts
     */
    SmtpMailer(SmtpSettings settings, Optional<SSLSocketFactory> sockets) {
        this.settings = settings;
        Properties properties = properties(settings);
        sockets.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
        this.session = Session.getInstance(properties);
    }

    private static Properties properties(SmtpSettings settings) {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECTING.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(ANSWERING.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(ANSWERING.toMillis()));
        properties.put("mail.smtp.from", settings.from().value());
        // Otherwise it is the machine's name, which may take long to be found out.
        properties.put("mail.smtp.localhost", MimeMails.domainOf(settings.from()));
        properties.put("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.tls()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case IMPLICIT -> properties.put("mail.smtp.ssl.enable", "true");
            case NONE -> {
                // As it is by default.
            }
        }
        return properties;
    }

    private static ExecutorService platformThreads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        AT_ONCE,
                        AT_ONCE,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name("smtp-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void send(Mail mail) {
        Future<?> sent = threads.submit(() -> deliver(mail));
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException own
                    ? own
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new TicketingException("interrupted while a mail was sent", e);
        }
    }

    private void deliver(Mail mail) {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = MimeMails.of(mail, settings.from(), session);
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (SendFailedException e) {
            throw refused(e);
        } catch (MessagingException e) {
            throw new TicketingException("the mail server cannot be spoken to", e);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        Optional<SmtpSettings.Login> login = settings.login();
        transport.connect(
                settings.host(),
                settings.port(),
                login.map(SmtpSettings.Login::user).orElse(null),
                login.map(SmtpSettings.Login::password).orElse(null));
    }

    private static TicketingException refused(SendFailedException failure) {
        OptionalInt code = OptionalInt.empty();
        Exception next = failure;
        while (next instanceof MessagingException at) {
            OptionalInt own = codeOf(at);
            code = own.isPresent() ? own : code;
            next = at.getNextException();
        }
        if (code.isPresent() && code.getAsInt() / 100 == FOR_GOOD) {
            return new MailRefused("the mail server refuses it for good: " + code.getAsInt());
        }
        return new TicketingException(
                "the mail server does not take it now"
                        + (code.isPresent() ? ": " + code.getAsInt() : ""));
    }

    /** What the server says of the receiver or of the mail; of the sender is for us to mend. */
    private static OptionalInt codeOf(MessagingException failure) {
        if (failure instanceof SMTPAddressFailedException ofReceiver) {
            return OptionalInt.of(ofReceiver.getReturnCode());
        }
        if (failure instanceof SMTPSendFailedException ofMail
                && !String.valueOf(ofMail.getCommand()).startsWith("MAIL")) {
            return OptionalInt.of(ofMail.getReturnCode());
        }
        return OptionalInt.empty();
    }
}
