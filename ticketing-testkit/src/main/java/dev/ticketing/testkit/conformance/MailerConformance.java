package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.core.mail.Mailer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What every {@link Mailer} has to do with a mail that is taken. What becomes of one that is not is
 * each one's own to show.
 */
public abstract class MailerConformance {

    private static final String SUBJECT = "Ihre Plätze: 2 × Parkett";
    private static final String TEXT = "Grüße an alle,\n.\nund noch mehr.\n";
    private static final Attachment PAPER =
            new Attachment("tickets.pdf", "application/pdf", new byte[] {1, 0, 2, -1});
    private static final Attachment ENTRY =
            new Attachment("calendar.ics", "text/calendar", new byte[] {65});
    private static final int SENDERS = 6;

    /** Makes a suite; a subclass needs no constructor. */
    protected MailerConformance() {}

    /** The mailer under test. */
    protected abstract Mailer mailer();

    /** What whoever takes over has got for an address, in any order. */
    protected abstract List<Arrived> arrivedFor(EmailAddress address);

    /**
     * A mail, as it has arrived.
     *
     * @param id by which it can be recognized, in the form in which it has arrived
     * @param text with line feeds, and without those at its end
     * @param attachments their names
     */
    public record Arrived(String id, String subject, String text, List<String> attachments) {
        public Arrived {
            attachments = List.copyOf(attachments);
        }
    }

    private static Mail mail(EmailAddress to, Attachment... attachments) {
        return new Mail(Fresh.id(), to, SUBJECT, TEXT, List.of(attachments), null, Fresh.NOW);
    }

    @Test
    void a_mail_arrives_as_it_was_written() {
        Mail mail = mail(Fresh.email());

        mailer().send(mail);

        assertThat(arrivedFor(mail.to()))
                .singleElement()
                .satisfies(
                        arrived -> {
                            assertThat(arrived.id).contains(mail.id().toString());
                            assertThat(arrived.subject).isEqualTo(SUBJECT);
                            assertThat(arrived.text).isEqualTo(TEXT.stripTrailing());
                            assertThat(arrived.attachments).isEmpty();
                        });
    }

    @Test
    void what_is_attached_arrives_with_it() {
        Mail mail = mail(Fresh.email(), PAPER, ENTRY);

        mailer().send(mail);

        assertThat(arrivedFor(mail.to()))
                .singleElement()
                .extracting(Arrived::attachments)
                .isEqualTo(List.of("tickets.pdf", "calendar.ics"));
    }

    @Test
    void the_same_mail_sent_again_can_be_recognized() {
        Mail mail = mail(Fresh.email());

        mailer().send(mail);
        mailer().send(mail);

        assertThat(arrivedFor(mail.to()))
                .isNotEmpty()
                .extracting(Arrived::id)
                .containsOnly(arrivedFor(mail.to()).getFirst().id);
    }

    @Test
    void two_mails_are_told_apart() {
        EmailAddress to = Fresh.email();

        mailer().send(mail(to));
        mailer().send(mail(to));

        assertThat(arrivedFor(to)).hasSize(2).extracting(Arrived::id).doesNotHaveDuplicates();
    }

    @Test
    void a_mail_goes_to_its_reader_alone() {
        EmailAddress reader = Fresh.email();
        EmailAddress other = Fresh.email();
        mailer().send(mail(other));

        mailer().send(mail(reader));

        assertThat(arrivedFor(reader)).hasSize(1);
        assertThat(arrivedFor(other)).hasSize(1);
        assertThat(arrivedFor(Fresh.email())).isEmpty();
    }

    @Test
    void many_may_send_at_a_time() {
        EmailAddress to = Fresh.email();
        List<Callable<Boolean>> sending = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Mail mail = mail(to, PAPER);
            sending.add(
                    () -> {
                        mailer().send(mail);
                        return true;
                    });
        }

        assertThat(Together.run(sending)).hasSize(SENDERS);

        assertThat(arrivedFor(to)).hasSize(SENDERS).extracting(Arrived::id).doesNotHaveDuplicates();
    }
}
