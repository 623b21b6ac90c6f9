package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.OperatorRejection;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Subscription;
import dev.ticketing.core.application.Subscription.State;
import dev.ticketing.core.application.Subscriptions;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.payment.SettlementProcess;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class SubscriptionsTest {

    private static final String NAME = "reservations";
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final World world = new World();
    private final Subscriptions subscriptions = world.ticketing.subscriptions();

    private Subscription one() {
        return subscriptions.list(world.admin).orElseThrow().value().stream()
                .filter(subscription -> subscription.name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).why();
    }

    @Test
    void a_process_is_not_rebuilt() {
        String process = SettlementProcess.TABLES.process();

        assertThat(subscriptions.rebuild(world.admin, process))
                .isEqualTo(
                        new Outcome.Refused<>(
                                new Refusal.ByOperations(new OperatorRejection.NoReadModel())));
    }

    @Test
    void are_for_administrators_alone() {
        for (var caller : List.of(world.owner, world.customer)) {
            for (Outcome<?> outcome :
                    List.of(
                            subscriptions.list(caller),
                            subscriptions.pause(caller, NAME),
                            subscriptions.resume(caller, NAME),
                            subscriptions.rebuild(caller, NAME),
                            subscriptions.dropRetired(caller, NAME))) {
                assertThat(refusal(outcome)).isEqualTo(new Refusal.Forbidden());
            }
        }
        assertThat(one().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void all_that_follow_the_log_are_told_with_how_far_they_have_come() {
        world.onSale();
        world.machine.advance(A_WHILE);

        List<Subscription> all = subscriptions.all();

        assertThat(all)
                .extracting(Subscription::name)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Ticketing.PROJECTIONS.stream(), Ticketing.PROCESSES.stream())
                                .map(Projection::name)
                                .toList());
        assertThat(all)
                .allSatisfy(
                        subscription -> {
                            assertThat(subscription.position()).isEqualTo(world.memory.head());
                            assertThat(subscription.lag()).isZero();
                            assertThat(subscription.age()).isZero();
                            assertThat(subscription.owner()).contains(subscriptions.ownName());
                            assertThat(subscription.state()).isEqualTo(State.RUNNING);
                        });
    }

    @Test
    void what_is_held_up_falls_behind_until_it_is_resumed() {
        world.machine.advance(A_WHILE);
        assertThat(subscriptions.pause(world.admin, NAME).orElseThrow().value().state())
                .isEqualTo(State.PAUSED);
        world.onSale();
        world.machine.advance(A_WHILE);

        assertThat(one().lag()).isEqualTo(world.memory.head().value());
        assertThat(one().age()).isBetween(Duration.ofNanos(1), A_WHILE);

        assertThat(subscriptions.resume(world.admin, NAME).orElseThrow().value().state())
                .isEqualTo(State.RUNNING);
        world.machine.advance(A_WHILE);
        assertThat(one().lag()).isZero();
    }

    @Test
    void one_that_stopped_says_why_and_goes_on_when_it_is_resumed() {
        ConsumerStatus serving = serving();
        world.machine.advance(A_WHILE);
        Lease lease =
                world.consumers
                        .acquire(serving.id(), subscriptions.ownName(), A_WHILE)
                        .orElseThrow();
        world.consumers.stop(lease, "a hole in the log");
        world.machine.advance(A_WHILE);

        assertThat(one().state()).isEqualTo(State.STOPPED);
        assertThat(one().reason()).contains("a hole in the log");

        subscriptions.resume(world.admin, NAME).orElseThrow();
        assertThat(one().state()).isEqualTo(State.RUNNING);
        assertThat(one().reason()).isEmpty();
    }

    private ConsumerStatus serving() {
        return world.consumers.all().stream()
                .filter(copy -> copy.id().name().equals(NAME) && copy.role() == Role.SERVING)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_rebuild_is_told_while_it_runs_and_leaves_the_old_copy_behind_until_it_is_dropped() {
        world.confirmed(world.onSale(), World.places(1));
        world.machine.advance(A_WHILE);

        Subscription begun = subscriptions.rebuild(world.admin, NAME).orElseThrow().value();

        assertThat(begun.state()).isEqualTo(State.REBUILDING);
        assertThat(begun.rebuild())
                .hasValueSatisfying(
                        rebuild -> {
                            assertThat(rebuild.position().value()).isZero();
                            assertThat(rebuild.head()).isEqualTo(world.memory.head());
                        });
        assertThat(begun.position()).isEqualTo(world.memory.head());
        assertThat(refusal(subscriptions.rebuild(world.admin, NAME)))
                .isEqualTo(new Refusal.ByOperations(new OperatorRejection.RebuildRunning()));

        world.machine.advance(A_WHILE);
        assertThat(one().state()).isEqualTo(State.RUNNING);
        assertThat(one().rebuild()).isEmpty();
        assertThat(one().retired()).containsExactly(1);

        Subscription dropped = subscriptions.dropRetired(world.admin, NAME).orElseThrow().value();
        assertThat(dropped.retired()).isEmpty();
        assertThat(dropped.lag()).isZero();
        assertThat(world.consumers.all())
                .filteredOn(copy -> copy.id().name().equals(NAME))
                .extracting(copy -> copy.id().copy())
                .containsExactly(2);
    }

    @Test
    void a_rebuild_that_is_held_up_is_told_as_held_up() {
        world.machine.advance(A_WHILE);
        subscriptions.rebuild(world.admin, NAME).orElseThrow();
        subscriptions.pause(world.admin, NAME).orElseThrow();

        assertThat(one().state()).isEqualTo(State.PAUSED);
        assertThat(one().rebuild()).isPresent();
    }

    @Test
    void a_name_that_nobody_knows_is_not_found() {
        for (Outcome<?> outcome :
                List.of(
                        subscriptions.pause(world.admin, "nobody"),
                        subscriptions.resume(world.admin, "nobody"),
                        subscriptions.rebuild(world.admin, "nobody"),
                        subscriptions.dropRetired(world.admin, "nobody"))) {
            assertThat(refusal(outcome)).isEqualTo(new Refusal.NotFound());
        }
    }
}
