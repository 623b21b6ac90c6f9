package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.Mailer;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Keeps mail instead of sending it, so that a developer can sign in without a mail server: the
 * latest {@value #CAPACITY} mails to sign in and as many others, and what is attached to the latest
 * {@value #WITH_FILES}, for as long as the process lives. The same mail is kept once. Safe for any
 * number of threads.
 */
public final class DevMailbox implements Mailer {

    static final int CAPACITY = 1_000;
    static final int WITH_FILES = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept> signIns = new ArrayDeque<>();
    private final Deque<Kept> others = new ArrayDeque<>();
    private final SequencedMap<UUID, List<Attachment>> files = new LinkedHashMap<>();
    private long received;

    public DevMailbox() {}

    /**
     * A mail in the box.
     *
     * @param number of those that came first is smaller
     * @param mail without what was attached to it
     * @param attachments what that was called
     */
    record Kept(long number, Mail mail, List<String> attachments) {}

    @Override
    public void send(Mail mail) {
        List<String> names = mail.attachments().stream().map(Attachment::name).toList();
        lock.lock();
        try {
            Kept kept = new Kept(received++, withoutFiles(mail), names);
            add(mail.pass().isPresent() ? signIns : others, kept);
            if (!names.isEmpty()) {
                files.putLast(mail.id(), mail.attachments());
                if (files.size() > WITH_FILES) {
                    files.pollFirstEntry();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void add(Deque<Kept> newestFirst, Kept kept) {
        newestFirst.removeIf(other -> other.mail.id().equals(kept.mail.id()));
        newestFirst.addFirst(kept);
        if (newestFirst.size() > CAPACITY) {
            newestFirst.removeLast();
        }
    }

    private static Mail withoutFiles(Mail mail) {
        return new Mail(
                mail.id(),
                mail.to(),
                mail.subject(),
                mail.text(),
                List.of(),
                mail.passOrNull(),
                mail.sentAt());
    }

    /** The mail to an address, or to everybody, the newest first. */
    List<Kept> read(Optional<EmailAddress> to) {
        lock.lock();
        try {
            return Stream.concat(signIns.stream(), others.stream())
                    .filter(kept -> to.isEmpty() || kept.mail.to().equals(to.get()))
                    .sorted(Comparator.comparingLong(Kept::number).reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** What was attached to a mail under a name, as long as it is kept. */
    Optional<Attachment> file(UUID mail, String name) {
        lock.lock();
        try {
            return files.getOrDefault(mail, List.of()).stream()
                    .filter(attachment -> attachment.name().equals(name))
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }
}
