package dev.ticketing.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.log.Version;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class OutcomeTest {

    @Test
    void what_was_done_is_given_to_who_expects_it() {
        Outcome.Done<String> done =
                new Outcome.Done<>("it", new Version(1), Optional.empty(), false);

        assertThat(done.orElseThrow()).isSameAs(done);
    }

    @Test
    void a_refusal_is_thrown_with_its_reason_at_who_does_not_expect_it() {
        Outcome<String> refused = new Outcome.Refused<>(new Refusal.Forbidden());

        assertThatThrownBy(refused::orElseThrow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Forbidden");
    }
}
