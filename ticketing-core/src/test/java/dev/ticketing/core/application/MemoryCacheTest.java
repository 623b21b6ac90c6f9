package dev.ticketing.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

class MemoryCacheTest {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final MemoryCache<String, String> cache =
            new MemoryCache<>("words", 10, String::length);

    private final List<String> loaded = new ArrayList<>();

    private String get(String key, String value) {
        return cache.get(key, any -> true, () -> load(value));
    }

    private String load(String value) {
        loaded.add(value);
        return value;
    }

    @Test
    void loads_once_what_is_asked_for_again() {
        assertThat(get("a", "one")).isEqualTo("one");
        assertThat(get("a", "two")).isEqualTo("one");

        assertThat(loaded).containsExactly("one");
        assertThat(cache.statistics()).isEqualTo(new CacheStatistics("words", 1, 1, 1));
    }

    @Test
    void loads_anew_what_is_no_longer_good() {
        get("a", "one");

        assertThat(cache.get("a", value -> !value.equals("one"), () -> load("two")))
                .isEqualTo("two");
        assertThat(get("a", "three")).isEqualTo("two");
        assertThat(cache.statistics()).isEqualTo(new CacheStatistics("words", 1, 2, 1));
    }

    @Test
    void gives_back_what_is_not_good_when_there_is_nothing_better() {
        assertThat(cache.get("a", value -> false, () -> "one")).isEqualTo("one");
    }

    @Test
    void forgets_what_was_used_least_recently_when_all_together_weigh_too_much() {
        get("a", "12345");
        get("b", "12345");
        get("a", "none");
        get("c", "1");

        assertThat(get("a", "none")).isEqualTo("12345");
        assertThat(get("b", "new")).isEqualTo("new");
        assertThat(cache.statistics().entries()).isEqualTo(3);
    }

    @Test
    void does_not_keep_what_weighs_nothing_or_too_much() {
        get("empty", "");
        get("long", "12345678901");
        assertThat(cache.statistics().entries()).isZero();

        get("fits", "1234567890");
        assertThat(cache.statistics().entries()).isEqualTo(1);
    }

    @Test
    void counts_the_weight_of_what_takes_the_place_of_another_once() {
        for (int i = 0; i < 5; i++) {
            cache.get("a", value -> false, () -> "12345");
        }
        get("b", "12345");
        cache.remove("b");
        get("c", "12345");

        assertThat(get("a", "new")).isEqualTo("12345");
        cache.clear();
        assertThat(cache.statistics().entries()).isZero();
        get("d", "1234567890");
        assertThat(get("d", "new")).isEqualTo("1234567890");
    }

    @Test
    void keeps_nothing_of_a_load_that_fails() {
        Supplier<String> failing =
                () -> {
                    throw new IllegalStateException("broken");
                };

        assertThatThrownBy(() -> cache.get("a", any -> true, failing)).hasMessage("broken");
        assertThat(cache.statistics().entries()).isZero();
        assertThat(get("a", "one")).isEqualTo("one");
    }

    @Test
    void those_who_miss_the_same_at_once_load_it_once() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(executor.submit(slowly(mayEnd, "one")));
            }
            await(() -> cache.statistics().hits() == 19);
            mayEnd.countDown();
            for (Future<String> answer : answers) {
                assertThat(answer.get(LIMIT_NANOS, TimeUnit.NANOSECONDS)).isEqualTo("one");
            }
        }
        assertThat(cache.statistics()).isEqualTo(new CacheStatistics("words", 19, 1, 1));
    }

    private Callable<String> slowly(CountDownLatch mayEnd, String value) {
        return () ->
                cache.get(
                        "a",
                        any -> true,
                        () -> {
                            awaitUninterrupted(mayEnd);
                            return value;
                        });
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        await(() -> latch.getCount() == 0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    @Test
    void what_was_loading_when_it_was_removed_is_not_kept() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> old = executor.submit(slowly(mayEnd, "old"));
            await(() -> cache.statistics().misses() == 1);

            cache.remove("a");
            assertThat(get("a", "new")).as("does not wait for the old").isEqualTo("new");
            mayEnd.countDown();

            assertThat(old.get(LIMIT_NANOS, TimeUnit.NANOSECONDS)).isEqualTo("old");
        }
        assertThat(get("a", "newer")).isEqualTo("new");
    }
}
