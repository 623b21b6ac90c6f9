package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.Recorded;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Arrivals;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StoredEvent;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

class RecordedTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final World world = new World();
    private final Recorded recorded = world.ticketing.recorded();

    @Test
    void everything_is_shown_in_order_without_gaps() {
        world.confirmed(world.onSale(), World.places(2));

        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            Position seen = all.isEmpty() ? Position.START : all.getLast().position();
            page = recorded.read(seen, 3);
            all.addAll(page);
        } while (!page.isEmpty());

        assertThat(all)
                .extracting(StoredEvent::position)
                .containsExactlyElementsOf(
                        world.recorded().stream().map(RecordedEvent::position).toList());
        assertThat(all).extracting(StoredEvent::type).contains("seats-held", "payment-captured");
    }

    @Test
    void a_page_has_between_one_and_a_thousand_events() {
        assertThat(recorded.read(Position.START, 1)).isEmpty();
        assertThat(recorded.read(Position.START, Recorded.MAX_PAGE)).isEmpty();
        assertThatThrownBy(() -> recorded.read(Position.START, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> recorded.read(Position.START, Recorded.MAX_PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_there_already_is_not_waited_for() {
        world.onSale();

        assertThat(world.await(recorded.await(Position.START, LONG))).isTrue();
    }

    @Test
    void a_commit_wakes_who_waits() {
        CompletableFuture<Boolean> arrived = recorded.await(Position.START, LONG);
        world.machine.run();
        assertThat(arrived).isNotDone();

        world.draft(World.details());
        world.machine.advance(Duration.ofMillis(50));

        assertThat(arrived).isCompletedWithValue(true);
    }

    @Test
    void what_another_process_records_is_found_by_looking_now_and_then() {
        Ticketing other = world.newProcess();
        CompletableFuture<Boolean> arrived = recorded.await(Position.START, LONG);
        world.machine.run();

        world.done(other.shows().create(world.by(world.owner), World.details()));
        world.machine.run();
        assertThat(arrived).isNotDone();
        world.machine.advance(Duration.ofMillis(500));

        assertThat(arrived).isCompletedWithValue(true);
    }

    @Test
    void nobody_waits_longer_than_they_want() {
        CompletableFuture<Boolean> arrived = recorded.await(Position.START, Duration.ofSeconds(2));

        world.machine.advance(Duration.ofSeconds(2).minusNanos(1));
        assertThat(arrived).isNotDone();
        world.machine.advance(Duration.ofNanos(1));

        assertThat(arrived).isCompletedWithValue(false);
    }

    @Test
    void nobody_waits_for_a_system_that_stops() {
        CompletableFuture<Boolean> arrived = recorded.await(Position.START, LONG);

        world.await(world.ticketing.stop());

        assertThat(arrived).isCompletedWithValue(false);
        assertThat(recorded.await(Position.START, LONG)).isCompletedWithValue(false);
    }

    @Test
    void only_so_many_may_wait_and_who_has_gone_makes_room() {
        for (int i = 0; i < Arrivals.MAX_WAITING; i++) {
            var unused = recorded.await(Position.START, Duration.ofSeconds(2));
        }
        assertThatThrownBy(() -> recorded.await(Position.START, LONG))
                .isInstanceOf(RejectedExecutionException.class);

        world.machine.advance(Duration.ofSeconds(2));

        assertThat(recorded.await(Position.START, LONG)).isNotDone();
    }
}
