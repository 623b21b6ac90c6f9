package dev.ticketing.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(10));

    @Test
    void each_pause_is_twice_as_long_as_the_one_before_up_to_the_limit() {
        assertThat(backoff.after(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(4)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void there_are_no_fewer_failures_than_none_and_no_limit_of_nothing() {
        assertThatThrownBy(() -> backoff.after(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
