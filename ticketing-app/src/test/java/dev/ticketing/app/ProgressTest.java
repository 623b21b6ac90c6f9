package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Printed out = new Printed();

    @Test
    void shows_one_line_that_is_taken_away_at_the_end() {
        try (Progress progress = Progress.shownOn(out.stream())) {
            progress.at("log", 50, 100, "7 s left");
        }

        assertThat(out.text())
                .startsWith("\rlog [###############...............]  50 %  7 s left ")
                .endsWith("\r" + " ".repeat(79) + "\r")
                .doesNotContain("\n");
    }

    @Test
    void a_log_that_grows_is_not_more_than_full() {
        try (Progress progress = Progress.shownOn(out.stream())) {
            progress.at("log", 101, 100, "");
        }

        assertThat(out.text()).contains("[##############################] 100 %");
    }

    @Test
    void what_has_no_known_end_has_no_bar() {
        try (Progress progress = Progress.shownOn(out.stream())) {
            progress.at("streams", 50, 0, "");
        }

        assertThat(out.text()).startsWith("\rstreams  ");
    }

    @Test
    void what_happens_often_is_shown_now_and_then() {
        try (Progress progress = Progress.shownOn(out.stream())) {
            for (int i = 0; i < 100; i++) {
                progress.at("log", i, 100, "");
            }
        }

        assertThat(out.text()).hasSizeLessThan(100 * 80);
    }

    @Test
    void shows_nothing_where_nobody_sits() {
        try (Progress progress = Progress.on(out.stream())) {
            progress.at("log", 1, 2, "");
        }

        assertThat(out.text()).isEmpty();
    }
}
