package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.http.Readiness.Check;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What is said of the parts that the system needs. */
class ReadinessTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch answering = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    private Optional<String> slow() throws InterruptedException {
        asked.incrementAndGet();
        answering.await();
        return Optional.of("well");
    }

    private Readiness asking(HealthProbe probe, Duration limit) {
        return new Readiness(Map.of("part", probe), executor, limit);
    }

    @AfterEach
    void stop() {
        answering.countDown();
        executor.close();
    }

    @Test
    void a_part_that_answers_is_up_and_one_that_throws_is_down() {
        Check up = asking(() -> Optional.of("well"), LONG).ask().getFirst();
        Check down =
                asking(
                                () -> {
                                    throw new IOException("secret");
                                },
                                LONG)
                        .ask()
                        .getFirst();

        assertThat(up.up()).isTrue();
        assertThat(up.detail()).contains("well");
        assertThat(down.up()).isFalse();
        assertThat(down.detail()).contains("IOException");
    }

    @Test
    void who_asks_while_a_part_is_being_asked_gets_the_same_answer() {
        Readiness readiness = asking(this::slow, LONG);
        CompletableFuture<List<Check>> first =
                CompletableFuture.supplyAsync(readiness::ask, executor);
        while (asked.get() == 0) {
            Thread.onSpinWait();
        }
        CompletableFuture<List<Check>> second = new CompletableFuture<>();
        Thread asker = Thread.ofPlatform().start(() -> second.complete(readiness.ask()));
        while (asker.getState() != Thread.State.WAITING) {
            assertThat(second).isNotDone();
        }
        answering.countDown();

        assertThat(first.join().getFirst().up()).isTrue();
        assertThat(second.join().getFirst().up()).isTrue();
        assertThat(asked).hasValue(1);
        assertThat(readiness.ask().getFirst().up()).as("asked anew").isTrue();
    }

    @Test
    void a_part_that_hangs_is_down_and_is_not_asked_again_until_it_has_come_back() {
        Readiness readiness = asking(this::slow, Duration.ofMillis(20));
        for (int i = 0; i < 3; i++) {
            Check check = readiness.ask().getFirst();
            assertThat(check.up()).isFalse();
            assertThat(check.detail()).contains("no answer in time");
            Eventually.isTrue(() -> asked.get() > 0);
        }
        assertThat(asked).hasValue(1);

        answering.countDown();
        Eventually.isTrue(() -> readiness.ask().getFirst().up());
    }

    @Test
    void a_part_is_down_when_nobody_is_left_to_ask_it() {
        executor.shutdown();

        Check check = asking(() -> Optional.empty(), LONG).ask().getFirst();

        assertThat(check.up()).isFalse();
        assertThat(check.detail()).contains("cannot be asked");
    }
}
