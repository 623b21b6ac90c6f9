package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.Mailer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every mail instead of sending it. Safe for any number of threads. */
public final class CollectingMailer implements Mailer {

    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    public CollectingMailer() {}

    @Override
    public void send(Mail mail) {
        mails.add(mail);
    }

    /** All mails, the oldest first. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** The mails to an address, the oldest first. */
    public List<Mail> to(EmailAddress address) {
        return mails.stream().filter(mail -> mail.to().equals(address)).toList();
    }
}
