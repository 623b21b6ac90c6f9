package dev.ticketing.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mail;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class CollectingMailerTest {

    @Test
    void keeps_mails_in_order_and_finds_those_to_an_address() {
        CollectingMailer mailer = new CollectingMailer();
        Mail first = mailTo("ann@example.org");
        Mail second = mailTo("bob@example.org");

        mailer.send(first);
        mailer.send(second);

        assertThat(mailer.mails()).containsExactly(first, second);
        assertThat(mailer.to(second.to())).containsExactly(second);
    }

    private static Mail mailTo(String address) {
        return new Mail(
                new UUID(0, 1),
                new EmailAddress(address),
                "subject",
                "text",
                List.of(),
                null,
                TestClock.START);
    }
}
