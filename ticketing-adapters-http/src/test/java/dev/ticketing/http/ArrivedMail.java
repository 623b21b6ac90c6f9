package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.testkit.conformance.MailerConformance.Arrived;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads mails as a mail program would. */
final class ArrivedMail {

    private ArrivedMail() {}

    static boolean isTo(EmailAddress address, MimeMessage message) {
        try {
            return List.of(message.getHeader("To")).contains(address.value());
        } catch (MessagingException e) {
            throw new IllegalStateException("a mail cannot be read", e);
        }
    }

    static Arrived of(MimeMessage message) {
        try {
            Object content = message.getContent();
            List<String> attachments = new ArrayList<>();
            if (content instanceof MimeMultipart parts) {
                for (int i = 1; i < parts.getCount(); i++) {
                    attachments.add(parts.getBodyPart(i).getFileName());
                }
                content = parts.getBodyPart(0).getContent();
            }
            String text = content.toString().replace("\r\n", "\n").stripTrailing();
            return new Arrived(message.getMessageID(), message.getSubject(), text, attachments);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail cannot be read", e);
        }
    }
}
