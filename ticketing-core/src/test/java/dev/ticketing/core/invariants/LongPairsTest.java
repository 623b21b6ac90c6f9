package dev.ticketing.core.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

class LongPairsTest {

    private static final long SEED = 20_270_301;

    private final LongPairs pairs = new LongPairs();

    @Test
    void agrees_with_a_map_while_it_grows() {
        Random random = new Random(SEED);
        Map<UUID, Long> oracle = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            UUID key = new UUID(random.nextInt(100), random.nextInt(100) - 50L);
            long value = random.nextLong(1, 1_000);

            long before =
                    pairs.put(key.getMostSignificantBits(), key.getLeastSignificantBits(), value);

            Long expected = oracle.put(key, value);
            assertThat(before).as("put %s of seed %s", i, SEED).isEqualTo(orZero(expected));
        }
    }

    private static long orZero(Long value) {
        return value == null ? 0 : value;
    }

    @Test
    void both_halves_of_a_key_count() {
        assertThat(pairs.put(1, 2, 7)).isZero();
        assertThat(pairs.put(2, 1, 8)).isZero();
        assertThat(pairs.put(1, 1, 9)).isZero();
        assertThat(pairs.put(0, 0, 10)).isZero();

        assertThat(pairs.put(1, 2, 1)).isEqualTo(7);
        assertThat(pairs.put(2, 1, 1)).isEqualTo(8);
        assertThat(pairs.put(0, 0, 1)).isEqualTo(10);
    }

    @Test
    void a_value_is_not_zero() {
        assertThatThrownBy(() -> pairs.put(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
