package dev.ticketing.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "ann.b+tickets@mail.example.org",
                "o'neil_1@x-y.example",
                "a@b.c",
                "a!#$%&'*+/=?^_`{|}~-@example.org"
            })
    void takes_what_mail_can_be_sent_to(String address) {
        assertThat(EmailAddress.parse(address)).contains(new EmailAddress(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.org",
                "ann@",
                "ann@localhost",
                "ann@@example.org",
                "ann@exa mple.org",
                "ann @example.org",
                ".ann@example.org",
                "ann.@example.org",
                "a..b@example.org",
                "ann@-example.org",
                "ann@example-.org",
                "ann@example..org",
                "ann@example.org.",
                "ann@exämple.org",
                "ann@example.org\nbcc: bob@example.org",
                "\"ann\"@example.org",
                "ann@[127.0.0.1]"
            })
    void refuses_what_mail_cannot_be_sent_to(String address) {
        assertThat(EmailAddress.parse(address)).isEmpty();
        assertThatThrownBy(() -> new EmailAddress(address))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_spellings_of_an_address_are_one() {
        assertThat(EmailAddress.parse("  Ann@Example.ORG ")).contains(address("ann@example.org"));
        assertThatThrownBy(() -> address("Ann@example.org"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_64_characters_before_the_at_sign_and_not_more() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
    }

    @Test
    void has_254_characters_and_not_more() {
        String domain = ("d".repeat(61) + ".").repeat(4);
        String longest = "aaa@" + domain + "ex";

        assertThat(longest).hasSize(254);
        assertThat(EmailAddress.parse(longest)).isPresent();
        assertThat(EmailAddress.parse("a" + longest)).isEmpty();
    }

    @Test
    void has_63_characters_in_a_part_of_the_domain_and_not_more() {
        assertThat(EmailAddress.parse("a@" + "d".repeat(63) + ".org")).isPresent();
        assertThat(EmailAddress.parse("a@" + "d".repeat(64) + ".org")).isEmpty();
        assertThat(EmailAddress.parse("a@example." + "d".repeat(63))).isPresent();
        assertThat(EmailAddress.parse("a@example." + "d".repeat(64))).isEmpty();
    }

    @Test
    void an_exception_does_not_tell_the_address() {
        assertThatThrownBy(() -> address("Ann@example.org")).hasMessageNotContaining("Ann");
    }

    @Test
    void is_written_as_it_is() {
        assertThat(address("ann@example.org")).hasToString("ann@example.org");
    }

    private static EmailAddress address(String value) {
        return new EmailAddress(value);
    }
}
