package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.Consumers.Progress;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.engine.Following.Node;
import dev.ticketing.testkit.engine.Following.Sum;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

class ConsumersTest {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final Duration GATHER_IN_A_RUSH = Duration.ofMillis(200);
    private static final int RUSH = 250;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Following following = new Following();

    @Test
    void starts_with_what_is_there() {
        following.add("one", 3, 4);

        Node process = following.started("a");

        assertThat(following.sums()).containsEntry("one", new Sum(7, 2));
        assertThat(process.consumers().reached("sums")).isEqualTo(new Position(2));
        assertThat(process.consumers().names()).containsExactly("sums");
    }

    @Test
    void follows_without_being_woken() {
        Node process = following.started("a");
        following.add("one", 3);

        process.machine().advance(POLL.minusNanos(1));
        assertThat(following.sums()).isEmpty();

        process.machine().advance(Duration.ofNanos(1));
        assertThat(following.sums()).containsEntry("one", new Sum(3, 1));
    }

    @Test
    void a_burst_of_commits_is_answered_by_one_step() {
        Node process = following.started("a");
        following.add("one", 1);
        process.consumers().committed();
        following.add("one", 1);
        process.consumers().committed();

        process.machine().advance(GATHER);

        assertThat(following.sums()).containsEntry("one", new Sum(2, 2));
    }

    @Test
    void in_a_rush_fewer_steps_answer_more() {
        Node process = following.started("a");
        following.add("one", IntStream.range(0, RUSH).map(i -> 1).toArray());
        process.consumers().committed();
        process.machine().advance(GATHER);
        assertThat(following.sums()).containsEntry("one", new Sum(RUSH, RUSH));

        following.add("one", 1);
        process.consumers().committed();
        process.machine().advance(GATHER_IN_A_RUSH.minusNanos(1));
        assertThat(following.sums()).as("not yet").containsEntry("one", new Sum(RUSH, RUSH));

        process.machine().advance(Duration.ofNanos(1));
        assertThat(following.sums()).containsEntry("one", new Sum(RUSH + 1, RUSH + 1));

        following.add("one", 1);
        process.consumers().committed();
        process.machine().advance(GATHER);
        assertThat(following.sums())
                .as("it is over")
                .containsEntry("one", new Sum(RUSH + 2, RUSH + 2));
    }

    @Test
    void who_waits_does_not_wait_for_a_burst_to_gather() {
        Node process = following.started("a");
        following.add("one", 1);
        process.consumers().committed();

        CompletableFuture<Boolean> answer =
                process.consumers().await("sums", new Position(1), LIMIT);
        process.machine().run();

        assertThat(answer).isCompletedWithValue(true);
    }

    @Test
    void of_two_processes_one_moves_a_consumer_and_the_other_takes_over_from_it() {
        Node first = following.started("a");
        Node second = following.started("b");
        following.add("one", 1);
        second.machine().advance(POLL);
        assertThat(following.sums()).as("the first has the lease").isEmpty();
        assertThat(following.serving().owner()).contains("a");

        second.machine().advance(LEASE);
        assertThat(following.sums()).containsEntry("one", new Sum(1, 1));
        assertThat(following.serving().owner()).contains("b");

        // The first wakes up after its lease is over, and believes that it still has it.
        following.add("one", 1);
        first.machine().run();
        first.consumers().committed();
        first.machine().advance(GATHER);
        assertThat(following.sums()).as("the first is refused").containsEntry("one", new Sum(1, 1));

        second.machine().advance(POLL);
        assertThat(following.sums()).containsEntry("one", new Sum(2, 2));
        assertThat(following.serving().owner()).contains("b");
    }

    @Test
    void a_process_that_stops_leaves_its_consumers_to_the_others_at_once() {
        Node first = following.started("a");
        Node second = following.started("b");

        first.consumers().stop();
        first.machine().run();
        following.add("one", 1);
        second.machine().advance(POLL);

        assertThat(following.sums()).containsEntry("one", new Sum(1, 1));
    }

    @Test
    void an_owner_that_has_nothing_to_do_keeps_its_lease() {
        Node process = following.started("a");

        process.machine().advance(LEASE.multipliedBy(4));

        assertThat(following.serving().owner()).contains("a");
    }

    @Test
    void a_paused_consumer_stands_until_it_is_resumed() {
        Node process = following.started("a");
        assertThat(following.store.pause("sums")).isTrue();
        following.add("one", 1);
        process.machine().advance(LEASE);
        assertThat(following.sums()).isEmpty();

        assertThat(following.store.resume("sums")).isTrue();
        process.machine().advance(LEASE);

        assertThat(following.sums()).containsEntry("one", new Sum(1, 1));
    }

    @Test
    void a_hole_in_the_log_stops_the_consumer_with_an_alarm() {
        Feed broken =
                (Feed)
                        Proxy.newProxyInstance(
                                Feed.class.getClassLoader(),
                                new Class<?>[] {Feed.class},
                                (proxy, method, arguments) -> {
                                    throw new CorruptLog("1 missing after position 7");
                                });
        Node process = following.process("a", broken, following.store);
        process.consumers().start();

        process.machine().advance(POLL);

        assertThat(following.serving().state()).isEqualTo(State.STOPPED);
        assertThat(following.serving().reason()).contains("1 missing after position 7");
        assertThat(following.engine.failures)
                .containsExactly(
                        "consumer sums#1: stopped, until a person looks: 1 missing after"
                                + " position 7");
    }

    @Test
    void who_waits_is_told_when_readers_see_it() {
        Node process = following.started("a");
        following.add("one", 3);
        var arrived = process.consumers().await("sums", new Position(1), LIMIT);
        assertThat(arrived).isNotDone();

        process.machine().run();

        assertThat(arrived).isCompletedWithValue(true);
    }

    @Test
    void who_waits_for_what_is_there_is_told_at_once() {
        following.add("one", 3);
        Node process = following.started("a");

        assertThat(process.consumers().await("sums", new Position(1), LIMIT))
                .isCompletedWithValue(true);
    }

    @Test
    void who_waits_in_vain_is_told_at_the_limit() {
        Node process = following.started("a");
        var waiting = process.consumers().await("sums", new Position(1), LIMIT);

        process.machine().advance(LIMIT.minusNanos(1));
        assertThat(waiting).isNotDone();

        process.machine().advance(Duration.ofNanos(1));
        assertThat(waiting).isCompletedWithValue(false);
    }

    @Test
    void who_waits_where_another_process_has_the_lease_is_told_soon_after_it_is_stored() {
        Node owner = following.started("a");
        Node other = following.started("b");
        following.add("one", 3);
        var arrived = other.consumers().await("sums", new Position(1), LIMIT);
        other.machine().advance(GATHER);
        assertThat(arrived).isNotDone();

        owner.machine().advance(POLL);
        other.machine().advance(Duration.ofMillis(50));

        assertThat(arrived).isCompletedWithValue(true);
    }

    @Test
    void says_how_far_it_is_behind() {
        Node process = following.started("a");
        following.store.pause("sums");
        process.machine().advance(LEASE);
        following.add("one", 1, 1);
        process.machine().advance(Duration.ofSeconds(7));

        Progress progress = process.consumers().progress().getFirst();

        assertThat(progress.lag()).isEqualTo(2);
        assertThat(progress.age()).isEqualTo(Duration.ofSeconds(7));
        assertThat(progress.status().state()).isEqualTo(State.PAUSED);
    }

    @Test
    void a_rebuild_serves_when_it_has_caught_up_and_the_old_copy_is_kept() {
        following.add("one", 1, 2);
        Node process = following.started("a");
        following.store.begin("sums", Role.REBUILDING);
        following.add("two", 5);

        process.machine().advance(POLL.multipliedBy(2));

        assertThat(following.serving().id().copy()).isEqualTo(2);
        assertThat(following.sums())
                .containsEntry("one", new Sum(3, 2))
                .containsEntry("two", new Sum(5, 1));
        assertThat(following.store.all())
                .extracting(status -> status.role())
                .containsExactly(Role.RETIRED, Role.SERVING);

        following.add("two", 1);
        process.machine().advance(POLL.multipliedBy(2));
        assertThat(following.sums()).containsEntry("two", new Sum(6, 2));
    }

    @Test
    void goes_through_a_log_of_many_pages_once() {
        int[] ones = IntStream.range(0, 12_000).map(i -> 1).toArray();
        following.add("one", ones);

        following.started("a");

        assertThat(following.sums()).containsEntry("one", new Sum(12_000, 12_000));
    }

    @Test
    void every_event_takes_effect_once_though_the_owner_changes_all_the_time() {
        List<Node> processes =
                List.of(following.started("a"), following.started("b"), following.started("c"));
        for (int round = 0; round < 60; round++) {
            following.add("one", 1);
            // One sleeps past its lease, the others go on; then it wakes up.
            Node awake = processes.get(round % 3);
            awake.consumers().committed();
            awake.machine().advance(round % 5 == 0 ? LEASE.plusMillis(1) : GATHER);
        }
        processes.forEach(process -> process.machine().advance(LEASE.multipliedBy(2)));

        assertThat(following.sums()).containsEntry("one", new Sum(60, 60));
    }
}
