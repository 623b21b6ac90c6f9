package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;

class FailuresTest {

    @Test
    void a_failure_is_its_message() {
        assertThat(Failures.inWords(new IllegalStateException(" no luck\n"))).isEqualTo("no luck");
    }

    @Test
    void a_failure_without_a_message_is_its_name() {
        assertThat(Failures.inWords(new IllegalStateException()))
                .isEqualTo("IllegalStateException");
    }

    @Test
    void causes_follow_each_on_a_line() {
        Exception failure =
                new IllegalStateException(
                        "outer", new IOException("inner", new Error("innermost")));

        assertThat(Failures.inWords(failure))
                .isEqualTo("outer\n  because: inner\n  because: innermost");
    }

    @Test
    void a_cause_that_says_nothing_new_is_left_out() {
        assertThat(Failures.inWords(new UncheckedIOException(new IOException("the disk is full"))))
                .isEqualTo("java.io.IOException: the disk is full");
    }

    @Test
    void a_cause_that_says_more_is_kept() {
        Exception failure = new IllegalStateException("full", new IOException("the disk is full"));

        assertThat(Failures.inWords(failure)).isEqualTo("full\n  because: the disk is full");
    }
}
