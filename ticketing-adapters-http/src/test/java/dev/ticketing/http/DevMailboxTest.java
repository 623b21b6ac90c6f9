package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Attachment;
import dev.ticketing.core.mail.Mail;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

class DevMailboxTest {

    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final Attachment FILE =
            new Attachment("ticket.pdf", "application/pdf", new byte[] {1});

    private final DevMailbox mailbox = new DevMailbox();

    private static Mail mail(long id, Mail.Pass pass) {
        return new Mail(new UUID(0, id), ANN, "Sign in", "", List.of(), pass, Instant.EPOCH);
    }

    private static Mail withFile(long id) {
        return new Mail(new UUID(0, id), ANN, "Tickets", "", List.of(FILE), null, Instant.EPOCH);
    }

    @Test
    void many_sales_do_not_push_out_a_mail_to_sign_in() {
        mailbox.send(mail(0, new Mail.Pass("link", "token")));
        for (int id = 1; id <= DevMailbox.CAPACITY + 1; id++) {
            mailbox.send(withFile(id));
        }

        List<DevMailbox.Kept> kept = mailbox.read(Optional.empty());

        assertThat(kept).hasSize(DevMailbox.CAPACITY + 1);
        assertThat(kept.getFirst().mail().id()).isEqualTo(new UUID(0, DevMailbox.CAPACITY + 1));
        assertThat(kept.getLast().mail().pass()).isPresent();
    }

    @Test
    void files_are_kept_of_the_latest_mails_alone() {
        for (int id = 0; id <= DevMailbox.WITH_FILES; id++) {
            mailbox.send(withFile(id));
        }

        assertThat(mailbox.file(new UUID(0, 0), "ticket.pdf")).isEmpty();
        assertThat(mailbox.file(new UUID(0, 1), "ticket.pdf")).isPresent();
        assertThat(mailbox.file(new UUID(0, 1), "other.pdf")).isEmpty();
        assertThat(mailbox.read(Optional.of(ANN)).getLast().attachments())
                .containsExactly("ticket.pdf");
        assertThat(mailbox.read(Optional.of(ANN)).getFirst().mail().attachments()).isEmpty();
    }

    @Test
    void the_same_mail_is_kept_once() {
        mailbox.send(withFile(1));
        mailbox.send(withFile(2));
        mailbox.send(withFile(1));

        assertThat(mailbox.read(Optional.empty()))
                .extracting(kept -> kept.mail().id())
                .containsExactly(new UUID(0, 1), new UUID(0, 2));
    }
}
