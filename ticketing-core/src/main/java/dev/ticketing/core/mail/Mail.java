package dev.ticketing.core.mail;

import dev.ticketing.core.identity.EmailAddress;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail to one person, in plain text.
 *
 * @param id the same whenever the same is sent again, so that it can be recognized
 * @param subject one line
 * @param passOrNull what the mail lets its reader do, if it is one to sign in
 */
public record Mail(
        UUID id,
        EmailAddress to,
        String subject,
        String text,
        List<Attachment> attachments,
        @Nullable Pass passOrNull,
        Instant sentAt) {

    /** The most that is attached to one mail, in bytes: mail servers take no more. */
    public static final int MOST_ATTACHED = 10_000_000;

    /**
     * A link that signs in.
     *
     * @param token what the link carries, for programs that read the mail
     */
    public record Pass(String link, String token) {}

    public Mail {
        attachments = List.copyOf(attachments);
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("subject: " + subject);
        }
        if (attachments.stream().mapToLong(Attachment::size).sum() > MOST_ATTACHED) {
            throw new IllegalArgumentException("more is attached than " + MOST_ATTACHED + " bytes");
        }
    }

    /** What it lets its reader do, if it is one to sign in. */
    public Optional<Pass> pass() {
        return Optional.ofNullable(passOrNull);
    }
}
