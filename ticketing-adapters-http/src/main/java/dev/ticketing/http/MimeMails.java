package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.UUID;

/** Mails as they travel (RFC 5322, 2045). */
final class MimeMails {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private MimeMails() {}

    /** One whose id is that of the mail, and no new one whenever it is written. */
    private static final class Identified extends MimeMessage {

        private final UUID id;
        private final String domain;

        Identified(Session session, UUID id, String domain) {
            super(session);
            this.id = id;
            this.domain = domain;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@" + domain + ">");
        }
    }

    static MimeMessage of(Mail mail, EmailAddress from, Session session) throws MessagingException {
        MimeMessage message = new Identified(session, mail.id(), domainOf(from));
        message.setFrom(new InternetAddress(from.value()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to().value()));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(mail.sentAt()));
        // Nobody's absence is to be told to it (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        if (mail.attachments().isEmpty()) {
            message.setText(mail.text(), UTF_8);
        } else {
            message.setContent(parts(mail));
        }
        message.saveChanges();
        return message;
    }

    static String domainOf(EmailAddress address) {
        return address.value().substring(address.value().indexOf('@') + 1);
    }

    private static MimeMultipart parts(Mail mail) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeMultipart parts = new MimeMultipart(text);
        for (Attachment attachment : mail.attachments()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(
                            new ByteArrayDataSource(attachment.bytes(), attachment.mediaType())));
            part.setFileName(attachment.name());
            part.setDisposition(Part.ATTACHMENT);
            parts.addBodyPart(part);
        }
        return parts;
    }
}
