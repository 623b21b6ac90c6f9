package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Rebuild;
import dev.ticketing.core.consumer.Rebuild.Stage;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.engine.Following.Node;
import dev.ticketing.testkit.engine.Following.Sum;

import org.junit.jupiter.api.Test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

class RebuildTest {

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final Following following = new Following();

    private Optional<Rebuild> rebuild(String name) {
        return Rebuild.of(name, following.store, following.engine.memory, following.engine.clock);
    }

    @Test
    void says_how_far_it_has_come_until_it_serves() {
        following.add("one", 1, 2);
        Node process = following.started("a");
        Rebuild rebuild = rebuild("sums").orElseThrow();
        assertThat(rebuild.copy()).isEqualTo(new ConsumerId("sums", 2));
        assertThat(rebuild.look())
                .isEqualTo(new Stage.Filling(Position.START, new Position(2), 0, Optional.empty()));

        process.machine().advance(A_WHILE);

        assertThat(rebuild.look()).isEqualTo(new Stage.Serving(new Position(2)));
        assertThat(following.serving().id()).isEqualTo(rebuild.copy());
    }

    @Test
    void one_that_is_under_way_is_joined_and_not_begun_again() {
        following.started("a").consumers().stop();
        Rebuild first = rebuild("sums").orElseThrow();

        assertThat(rebuild("sums").orElseThrow().copy()).isEqualTo(first.copy());
        assertThat(following.store.all()).hasSize(2);
    }

    @Test
    void there_is_none_of_a_consumer_that_there_is_not() {
        following.started("a");

        assertThat(rebuild("products")).isEmpty();
    }

    @Test
    void one_that_was_paused_or_stopped_or_dropped_says_so() {
        Node process = following.started("a");
        Rebuild rebuild = rebuild("sums").orElseThrow();
        following.store.pause("sums");
        assertThat(rebuild.look()).isEqualTo(new Stage.Standing(Position.START, Optional.empty()));

        process.consumers().stop();
        process.machine().run();
        following.store.resume("sums");
        Node broken = following.process("b", brokenFeed(), following.store);
        broken.consumers().start();
        broken.machine().advance(A_WHILE);
        assertThat(rebuild.look())
                .isEqualTo(new Stage.Standing(Position.START, Optional.of("a hole")));

        following.store.drop(rebuild.copy());
        assertThat(rebuild.look()).isEqualTo(new Stage.Gone());
    }

    private static Feed brokenFeed() {
        return (Feed)
                Proxy.newProxyInstance(
                        Feed.class.getClassLoader(),
                        new Class<?>[] {Feed.class},
                        (proxy, method, arguments) -> {
                            throw new CorruptLog("a hole");
                        });
    }

    @Test
    void it_catches_up_with_one_that_moves_all_the_time() {
        following.add("one", IntStream.range(0, 100).map(i -> 1).toArray());
        Node process = following.started("a");
        Rebuild rebuild = rebuild("sums").orElseThrow();
        for (int i = 0; i < 100; i++) {
            following.add("one", 1);
            process.consumers().committed();
            process.machine().advance(Duration.ofMillis(20));
        }

        assertThat(rebuild.look()).isInstanceOf(Stage.Serving.class);
        process.machine().advance(A_WHILE);
        assertThat(following.sums()).containsEntry("one", new Sum(200, 200));
    }

    @Test
    void a_consumer_that_has_stopped_for_good_is_replaced_by_one_that_works() {
        following.add("one", 1, 2);
        Node broken = following.process("a", brokenFeed(), following.store);
        broken.consumers().start();
        broken.machine().advance(A_WHILE);
        assertThat(following.serving().state()).isEqualTo(ConsumerStatus.State.STOPPED);
        broken.consumers().stop();
        broken.machine().run();

        Rebuild rebuild = rebuild("sums").orElseThrow();
        following.started("b").machine().advance(A_WHILE);

        assertThat(rebuild.look()).isEqualTo(new Stage.Serving(new Position(2)));
        assertThat(following.sums()).containsEntry("one", new Sum(3, 2));
    }

    @Test
    void pages_that_are_too_large_for_the_store_become_smaller() {
        following.add("one", IntStream.range(0, 3_000).map(i -> 1).toArray());
        Node process = following.process("a", pagesOf(1_000), following.store);

        process.consumers().start();
        process.machine().advance(Duration.ofSeconds(10));

        assertThat(following.sums()).containsEntry("one", new Sum(3_000, 3_000));
        assertThat(following.engine.failures).isNotEmpty();
    }

    /** A log that takes too long for more than so many events. */
    private Feed pagesOf(int most) {
        return (Feed)
                Proxy.newProxyInstance(
                        Feed.class.getClassLoader(),
                        new Class<?>[] {Feed.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("read") && (int) arguments[1] > most) {
                                throw new LogUnavailable("slow", new IllegalStateException());
                            }
                            try {
                                return method.invoke(following.engine.memory, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void what_has_served_is_kept_until_it_is_dropped() {
        following.add("one", 1);
        Node process = following.started("a");
        assertThat(rebuild("sums")).isPresent();
        process.machine().advance(A_WHILE);
        assertThat(following.store.all())
                .extracting(ConsumerStatus::role)
                .containsExactly(Role.RETIRED, Role.SERVING);

        assertThat(Rebuild.dropRetired("sums", following.store))
                .containsExactly(new ConsumerId("sums", 1));

        assertThat(following.store.all())
                .extracting(ConsumerStatus::role)
                .containsExactly(Role.SERVING);
        assertThat(Rebuild.dropRetired("sums", following.store)).isEmpty();
    }
}
