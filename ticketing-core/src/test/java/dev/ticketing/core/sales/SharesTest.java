package dev.ticketing.core.sales;

import static dev.ticketing.core.Samples.cents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

class SharesTest {

    @Test
    void a_single_part_bears_all() {
        assertThat(split(7, 1_000)).containsExactly(cents(7));
    }

    @Test
    void what_divides_is_divided_in_proportion() {
        assertThat(split(40, 100, 300, 0)).containsExactly(cents(10), cents(30), cents(0));
        assertThat(split(400, 100, 300, 0)).containsExactly(cents(100), cents(300), cents(0));
    }

    @Test
    void the_largest_remainder_gets_the_cent_and_the_first_of_equals() {
        assertThat(split(10, 10, 20)).containsExactly(cents(3), cents(7));
        assertThat(split(50, 100, 300)).containsExactly(cents(13), cents(37));
        assertThat(split(5, 1, 1, 1, 1)).containsExactly(cents(2), cents(1), cents(1), cents(1));
    }

    @Test
    void nothing_is_spread_over_nothing() {
        assertThat(split(0, 0, 0)).containsExactly(cents(0), cents(0));
    }

    @Test
    void something_is_not_spread_over_nothing() {
        assertThatThrownBy(() -> split(1, 0, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_largest_amounts_do_not_overflow() {
        assertThat(split(Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE / 2 + 1))
                .containsExactly(cents(Long.MAX_VALUE / 2), cents(Long.MAX_VALUE / 2 + 1));
    }

    @Test
    void shares_add_up_and_none_is_larger_than_its_weight() {
        Random random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            long[] weights = random.longs(1 + random.nextInt(5), 0, 50).toArray();
            long sum = Arrays.stream(weights).sum();
            long amount = sum == 0 ? 0 : random.nextLong(sum + 1);
            List<Money> shares = split(amount, weights);
            assertThat(shares.stream().mapToLong(Money::amount).sum()).isEqualTo(amount);
            for (int i = 0; i < weights.length; i++) {
                assertThat(shares.get(i).amount()).isBetween(0L, weights[i]);
            }
        }
    }

    private static List<Money> split(long amount, long... weights) {
        List<Money> parts = Arrays.stream(weights).mapToObj(weight -> cents(weight)).toList();
        return Shares.of(cents(amount), parts);
    }
}
