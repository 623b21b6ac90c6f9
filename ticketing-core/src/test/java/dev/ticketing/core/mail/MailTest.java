package dev.ticketing.core.mail;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.EmailAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class MailTest {

    private static Mail mail(String subject, Attachment... attachments) {
        return new Mail(
                id(1),
                new EmailAddress("ann@example.org"),
                subject,
                "text",
                List.of(attachments),
                null,
                NOW);
    }

    private static Attachment file(String name, int size) {
        return new Attachment(name, "text/plain", new byte[size]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Tickets\r\nBcc: all@example.org", "Tickets\n", "\u0085"})
    void a_subject_is_one_line(String subject) {
        assertThatThrownBy(() -> mail(subject)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_more_is_attached_than_mail_servers_take() {
        int half = Mail.MOST_ATTACHED / 2;
        assertThat(mail("ok", file("a", half), file("b", half)).attachments()).hasSize(2);

        assertThatThrownBy(() -> mail("no", file("a", half), file("b", half + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../etc", "a b.pdf", "a\"b", "a\nb"})
    void a_file_has_a_plain_name(String name) {
        assertThatThrownBy(() -> file(name, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_attached_is_not_changed_from_outside() {
        byte[] bytes = {1};
        Attachment attachment = new Attachment("a", "text/plain", bytes);

        bytes[0] = 2;
        attachment.bytes()[0] = 3;

        assertThat(attachment.bytes()).containsExactly(1);
    }
}
