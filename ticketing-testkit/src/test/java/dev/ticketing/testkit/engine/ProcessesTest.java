package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Reminding.AGAIN;
import static dev.ticketing.testkit.engine.Reminding.FIRST;
import static dev.ticketing.testkit.engine.Reminding.LAST;
import static dev.ticketing.testkit.engine.Reminding.NOTICED;
import static dev.ticketing.testkit.engine.Reminding.TABLES;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.engine.Reminding.Done;
import dev.ticketing.testkit.engine.Reminding.Node;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What a process makes of events and of timers, whoever runs it. */
class ProcessesTest {

    private final Reminding reminding = new Reminding();

    @Test
    void what_an_event_brings_about_is_done_once_and_taken_out() {
        Node node = reminding.started("a");
        reminding.add("one", 1);

        node.advance(NOTICED);

        assertThat(reminding.said()).containsExactly("one: welcome");
        assertThat(reminding.effects()).isEmpty();
        node.advance(FIRST.minus(NOTICED.multipliedBy(2)));
        assertThat(reminding.said()).containsExactly("one: welcome");
    }

    @Test
    void a_timer_comes_when_its_time_has_come_and_can_be_set_again() {
        Node node = reminding.started("a");
        reminding.add("one", 1);

        node.advance(FIRST.minusMillis(1));
        assertThat(reminding.said()).containsExactly("one: welcome");
        node.advance(NOTICED);
        assertThat(reminding.said()).containsExactly("one: welcome", "one: again 1");
        node.advance(AGAIN.multipliedBy(2).plus(NOTICED));

        assertThat(reminding.said())
                .containsExactly("one: welcome", "one: again 1", "one: again 2", "one: again 3");
    }

    @Test
    void a_timer_that_was_cancelled_does_not_come_and_what_is_over_is_forgotten() {
        Node node = reminding.started("a");
        reminding.add("one", 1);
        node.advance(NOTICED);
        assertThat(reminding.instances()).containsOnlyKeys("one");

        reminding.add("one", LAST);
        node.advance(FIRST.plus(AGAIN));

        assertThat(reminding.said()).containsExactly("one: welcome");
        assertThat(reminding.instances()).isEmpty();
        assertThat(reminding.store.serving(TABLES.process(), TABLES.timers())).isEmpty();
    }

    @Test
    void an_event_that_is_for_no_instance_changes_nothing() {
        Node node = reminding.started("a");
        reminding.add("ignored", 1);

        node.advance(FIRST.plus(NOTICED));

        assertThat(reminding.done).isEmpty();
        assertThat(reminding.instances()).isEmpty();
    }

    @Test
    void timers_outlive_the_process_that_set_them() {
        Node dead = reminding.started("a");
        reminding.add("one", 1);
        dead.advance(NOTICED);

        reminding.engine.clock.advance(Duration.ofDays(1));
        Node other = reminding.started("b");
        other.advance(NOTICED);

        assertThat(reminding.said()).containsExactly("one: welcome", "one: again 1");
    }

    @Test
    void of_two_processes_one_keeps_the_time() {
        Node first = reminding.started("a");
        Node second = reminding.started("b");
        reminding.add("one", 1);
        for (int i = 0; i < 30; i++) {
            first.machine().run();
            second.advance(NOTICED);
            first.machine().run();
        }

        assertThat(reminding.done.stream().map(Done::id)).doesNotHaveDuplicates();
        assertThat(reminding.said()).contains("one: again 1").doesNotHaveDuplicates();
    }

    @Test
    void an_instance_that_cannot_take_an_event_is_set_aside_alone_and_its_timers_wait() {
        Node node = reminding.started("a");
        reminding.add("one", 1);
        reminding.add("two", 1);
        node.advance(NOTICED);
        reminding.manager.poison = Set.of(5);
        reminding.add("one", 5);
        node.advance(FIRST.plus(NOTICED));

        assertThat(reminding.said())
                .containsExactlyInAnyOrder("one: welcome", "two: welcome", "two: again 1");
        DeadLetter letter = reminding.letter();
        assertThat(letter.sequence()).isEqualTo("one");

        reminding.manager.poison = Set.of();
        assertThat(reminding.store.requestRetry(letter.id(), "user:operator")).isTrue();
        node.advance(Duration.ofMinutes(1).plus(NOTICED));

        assertThat(reminding.said()).contains("one: again 1");
        assertThat(reminding.instances())
                .extractingByKey("one")
                .extracting(instance -> instance.state().sum())
                .isEqualTo(6);
    }

    @Test
    void a_timer_that_cannot_be_handled_comes_again_and_others_do_not_wait_for_it() {
        Node node = reminding.started("a");
        reminding.add("one", 1);
        reminding.manager.cannotRemind = true;
        node.advance(FIRST.plusSeconds(3));
        assertThat(reminding.said()).containsExactly("one: welcome");
        assertThat(reminding.engine.failures)
                .isNotEmpty()
                .containsOnly("timer remind of reminding#1/one: speechless");
        reminding.add("two", 1);
        node.advance(NOTICED);
        assertThat(reminding.said()).containsExactly("one: welcome", "two: welcome");

        reminding.manager.cannotRemind = false;
        node.advance(Duration.ofSeconds(5));

        assertThat(reminding.said()).contains("one: again 1");
    }

    @Test
    void what_a_timer_brings_about_belongs_to_what_began_the_instance() {
        List<UUID> correlations = new ArrayList<>();
        Node node =
                reminding.started(
                        "a",
                        (id, correlation, reminder) -> {
                            correlations.add(correlation);
                            return CompletableFuture.completedFuture(null);
                        });
        reminding.add("one", 1);
        UUID first =
                reminding
                        .engine
                        .memory
                        .read(Position.START, 1)
                        .getFirst()
                        .metadata()
                        .correlationId();
        node.advance(NOTICED);
        reminding.add("one", 1);
        node.advance(FIRST);

        assertThat(correlations).containsExactly(first, first);
    }
}
