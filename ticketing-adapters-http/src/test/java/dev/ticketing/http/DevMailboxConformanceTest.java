package dev.ticketing.http;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.testkit.conformance.MailerConformance;

import java.util.List;
import java.util.Optional;

class DevMailboxConformanceTest extends MailerConformance {

    private final DevMailbox mailbox = new DevMailbox();

    @Override
    protected Mailer mailer() {
        return mailbox;
    }

    @Override
    protected List<Arrived> arrivedFor(EmailAddress address) {
        return mailbox.read(Optional.of(address)).stream()
                .map(
                        kept ->
                                new Arrived(
                                        kept.mail().id().toString(),
                                        kept.mail().subject(),
                                        kept.mail().text().stripTrailing(),
                                        kept.attachments()))
                .toList();
    }
}
