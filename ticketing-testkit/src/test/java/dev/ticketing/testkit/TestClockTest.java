package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class TestClockTest {

    @Test
    void stands_still_until_it_is_moved() {
        TestClock clock = new TestClock();

        assertThat(clock.instant()).isEqualTo(TestClock.START).isEqualTo(clock.instant());
        assertThat(clock.advance(Duration.ofNanos(1))).isEqualTo(TestClock.START.plusNanos(1));
        assertThat(clock.instant()).isEqualTo(TestClock.START.plusNanos(1));
    }

    @Test
    void can_be_set_backwards() {
        TestClock clock = new TestClock();

        clock.set(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }
}
