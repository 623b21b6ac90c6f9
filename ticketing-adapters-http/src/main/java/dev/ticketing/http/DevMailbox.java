package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.Mailer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps mail instead of sending it, so that a developer can sign in without a mail server: the
 * latest {@value #CAPACITY} mails, for as long as the process lives. Safe for any number of
 * threads.
 */
public final class DevMailbox implements Mailer {

    static final int CAPACITY = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Mail> newestFirst = new ArrayDeque<>();

    public DevMailbox() {}

    @Override
    public void send(Mail mail) {
        lock.lock();
        try {
            newestFirst.addFirst(mail);
            if (newestFirst.size() > CAPACITY) {
                newestFirst.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The mail to an address, or to everybody, the newest first. */
    List<Mail> read(Optional<EmailAddress> to) {
        lock.lock();
        try {
            return newestFirst.stream()
                    .filter(mail -> to.isEmpty() || mail.to().equals(to.get()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
