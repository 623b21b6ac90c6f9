package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.STARTS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.show.RefundPolicy.Step;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

class RefundPolicyTest {

    private static final Instant A_WEEK_BEFORE = STARTS.minus(Duration.ofDays(7));
    private static final Instant THREE_DAYS_BEFORE = STARTS.minus(Duration.ofDays(3));

    @Test
    void gives_all_back_until_a_week_before_the_start() {
        assertThat(percentAt(A_WEEK_BEFORE.minusNanos(1))).isEqualTo(100);
        assertThat(percentAt(A_WEEK_BEFORE)).isEqualTo(100);
    }

    @Test
    void gives_half_back_until_three_days_before_the_start() {
        assertThat(percentAt(A_WEEK_BEFORE.plusNanos(1))).isEqualTo(50);
        assertThat(percentAt(THREE_DAYS_BEFORE)).isEqualTo(50);
    }

    @Test
    void gives_nothing_back_after_that() {
        assertThat(percentAt(THREE_DAYS_BEFORE.plusNanos(1))).isZero();
        assertThat(percentAt(STARTS.plusSeconds(1))).isZero();
    }

    @Test
    void gives_nothing_back_without_steps() {
        assertThat(new RefundPolicy(List.of()).percentAt(Instant.EPOCH, STARTS)).isZero();
    }

    @Test
    void may_give_back_until_the_very_start() {
        RefundPolicy policy = new RefundPolicy(List.of(new Step(0, 80)));

        assertThat(policy.percentAt(STARTS, STARTS)).isEqualTo(80);
        assertThat(policy.percentAt(STARTS.plusNanos(1), STARTS)).isZero();
    }

    @Test
    void steps_come_closer_to_the_start() {
        assertThatThrownBy(() -> new RefundPolicy(List.of(new Step(10, 50), new Step(10, 20))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RefundPolicy(List.of(new Step(10, 50), new Step(11, 20))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new RefundPolicy(List.of(new Step(10, 50), new Step(9, 20))).steps()).hasSize(2);
    }

    @Test
    void has_twenty_steps_and_not_more() {
        assertThat(new RefundPolicy(steps(20)).steps()).hasSize(20);
        assertThatThrownBy(() -> new RefundPolicy(steps(21)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_step_lies_in_the_ten_years_before_the_start() {
        assertThat(new Step(87_600, 1).untilHoursBefore()).isEqualTo(87_600);
        assertThatThrownBy(() -> new Step(87_601, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Step(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_step_gives_back_between_none_and_all() {
        assertThat(new Step(1, 0).percent()).isZero();
        assertThat(new Step(1, 100).percent()).isEqualTo(100);
        assertThatThrownBy(() -> new Step(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Step(1, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int percentAt(Instant now) {
        return RefundPolicy.DEFAULT.percentAt(now, STARTS);
    }

    private static List<Step> steps(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Step(1_000 - i, 50)).toList();
    }
}
