package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mailer;
import dev.ticketing.testkit.conformance.MailerConformance;

import java.util.List;

class CollectingMailerConformanceTest extends MailerConformance {

    private final CollectingMailer mailer = new CollectingMailer();

    @Override
    protected Mailer mailer() {
        return mailer;
    }

    @Override
    protected List<Arrived> arrivedFor(EmailAddress address) {
        return mailer.to(address).stream()
                .map(
                        mail ->
                                new Arrived(
                                        mail.id().toString(),
                                        mail.subject(),
                                        mail.text().stripTrailing(),
                                        mail.attachments().stream().map(Attachment::name).toList()))
                .toList();
    }
}
