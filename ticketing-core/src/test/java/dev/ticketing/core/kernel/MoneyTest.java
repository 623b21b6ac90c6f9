package dev.ticketing.core.kernel;

import static dev.ticketing.core.Samples.EUR;
import static dev.ticketing.core.Samples.USD;
import static dev.ticketing.core.Samples.cents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void may_be_nothing_and_not_less() {
        assertThat(Money.zero(EUR)).isEqualTo(cents(0));
        assertThatThrownBy(() -> cents(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void adds_subtracts_and_multiplies() {
        assertThat(cents(5).plus(cents(7))).isEqualTo(cents(12));
        assertThat(cents(7).minus(cents(5))).isEqualTo(cents(2));
        assertThat(cents(7).times(3)).isEqualTo(cents(21));
    }

    @Test
    void gives_away_all_it_has_and_not_a_cent_more() {
        assertThat(cents(7).minus(cents(7))).isEqualTo(cents(0));
        assertThatThrownBy(() -> cents(7).minus(cents(8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void does_not_mix_currencies() {
        Money dollar = new Money(100, USD);

        assertThatThrownBy(() -> cents(1).plus(dollar))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cents(200).minus(dollar))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cents(1).isMoreThan(dollar))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void does_not_overflow() {
        assertThat(cents(Long.MAX_VALUE - 1).plus(cents(1))).isEqualTo(cents(Long.MAX_VALUE));
        assertThatThrownBy(() -> cents(Long.MAX_VALUE).plus(cents(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> cents(Long.MAX_VALUE).times(2))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> cents(Long.MAX_VALUE).percent(50))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void rounds_half_of_a_cent_to_even() {
        assertThat(cents(1).percent(50)).isEqualTo(cents(0));
        assertThat(cents(3).percent(50)).isEqualTo(cents(2));
        assertThat(cents(5).percent(50)).isEqualTo(cents(2));
        assertThat(cents(7).percent(50)).isEqualTo(cents(4));
    }

    @Test
    void rounds_less_than_half_down_and_more_than_half_up() {
        assertThat(cents(1).percent(49)).isEqualTo(cents(0));
        assertThat(cents(1).percent(51)).isEqualTo(cents(1));
        assertThat(cents(3).percent(49)).isEqualTo(cents(1));
        assertThat(cents(2).percent(99)).isEqualTo(cents(2));
    }

    @Test
    void a_share_is_between_none_and_all() {
        assertThat(cents(999).percent(0)).isEqualTo(cents(0));
        assertThat(cents(999).percent(100)).isEqualTo(cents(999));
        assertThatThrownBy(() -> cents(999).percent(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cents(999).percent(101))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_part_of_equal_ones_is_rounded_like_a_share() {
        assertThat(cents(10).dividedBy(3)).isEqualTo(cents(3));
        assertThat(cents(11).dividedBy(3)).isEqualTo(cents(4));
        assertThat(cents(5).dividedBy(2)).isEqualTo(cents(2));
        assertThat(cents(7).dividedBy(2)).isEqualTo(cents(4));
        assertThat(cents(Long.MAX_VALUE).dividedBy(1)).isEqualTo(cents(Long.MAX_VALUE));
        assertThatThrownBy(() -> cents(1).dividedBy(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compares_amounts() {
        assertThat(cents(2).isMoreThan(cents(1))).isTrue();
        assertThat(cents(2).isMoreThan(cents(2))).isFalse();
        assertThat(cents(0).isZero()).isTrue();
        assertThat(cents(1).isZero()).isFalse();
    }
}
