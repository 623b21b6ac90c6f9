package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.projection.Projection;
import dev.ticketing.core.projection.Projector;
import dev.ticketing.core.projection.ReadModel;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

class ProjectorTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GATHER = Duration.ofMillis(50);

    private final Engine engine = new Engine();
    private final Amounts model = new Amounts();
    private final Projector<Integer> projector = projector();

    private Projector<Integer> projector() {
        return new Projector<>(
                new AddedAmounts(),
                model,
                engine.memory,
                engine.machine,
                engine.machine,
                (task, cause) -> engine.failures.add(task + ": " + cause.getMessage()));
    }

    @Test
    void starts_with_what_is_there() {
        engine.writtenElsewhere(ONE, 3);
        engine.writtenElsewhere(ONE, 4);

        projector.start();
        engine.machine.run();

        assertThat(model.amounts).containsExactly(3, 4);
        assertThat(projector.reached()).isEqualTo(new Position(2));
        assertThat(projector.name()).isEqualTo("amounts");
    }

    @Test
    void follows_without_being_woken() {
        projector.start();
        engine.machine.run();
        engine.writtenElsewhere(ONE, 3);

        engine.machine.advance(POLL.minusNanos(1));
        assertThat(model.amounts).isEmpty();

        engine.machine.advance(Duration.ofNanos(1));
        assertThat(model.amounts).containsExactly(3);
    }

    @Test
    void a_burst_of_wake_ups_is_answered_by_one_step() {
        projector.start();
        engine.machine.run();
        engine.writtenElsewhere(ONE, 3);
        projector.wake();
        engine.writtenElsewhere(ONE, 4);
        projector.wake();

        engine.machine.advance(GATHER);

        assertThat(model.amounts).containsExactly(3, 4);
        assertThat(model.applications).isEqualTo(1);
    }

    @Test
    void two_processes_apply_every_event_once() {
        Projector<Integer> other = projector();
        projector.start();
        other.start();
        engine.machine.run();
        for (int i = 0; i < 20; i++) {
            engine.writtenElsewhere(ONE, i);
            (i % 2 == 0 ? projector : other).wake();
            engine.machine.advance(GATHER.multipliedBy(i % 3));
        }

        engine.machine.advance(POLL.multipliedBy(3));

        assertThat(model.amounts).hasSize(20).isSorted();
        assertThat(projector.reached()).isEqualTo(other.reached()).isEqualTo(new Position(20));
    }

    @Test
    void tries_again_a_second_after_a_failure_and_skips_nothing() {
        engine.writtenElsewhere(ONE, 3);
        model.broken = true;
        projector.start();
        engine.machine.run();
        assertThat(engine.failures).containsExactly("projection amounts: broken");
        model.broken = false;

        engine.machine.advance(Duration.ofSeconds(1));

        assertThat(model.amounts).containsExactly(3);
    }

    @Test
    void goes_on_behind_the_stored_checkpoint_after_a_restart() {
        engine.writtenElsewhere(ONE, 3);
        projector.start();
        engine.machine.run();
        projector.stop();
        engine.writtenElsewhere(ONE, 4);
        engine.machine.advance(POLL);
        assertThat(model.amounts).as("stopped").containsExactly(3);

        projector().start();
        engine.machine.run();

        assertThat(model.amounts).containsExactly(3, 4);
    }

    @Test
    void who_waits_is_told_when_the_model_has_come_so_far() {
        projector.start();
        engine.machine.run();
        engine.writtenElsewhere(ONE, 3);
        var arrived = projector.await(new Position(1), Duration.ofSeconds(5));
        assertThat(arrived).isNotDone();

        engine.machine.advance(GATHER);

        assertThat(arrived).isCompletedWithValue(true);
    }

    @Test
    void who_waits_for_what_is_there_is_told_at_once() {
        engine.writtenElsewhere(ONE, 3);
        projector.start();
        engine.machine.run();

        assertThat(projector.await(new Position(1), Duration.ofSeconds(5)))
                .isCompletedWithValue(true);
    }

    @Test
    void who_waits_in_vain_is_told_at_the_limit() {
        projector.start();
        engine.machine.run();
        var waiting = projector.await(new Position(1), Duration.ofSeconds(5));

        engine.machine.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(waiting).isNotDone();

        engine.machine.advance(Duration.ofNanos(1));
        assertThat(waiting).isCompletedWithValue(false);
    }

    @Test
    void stores_its_checkpoint_now_and_then_though_nothing_interests_it() {
        record Dull() implements DomainEvent {}
        StreamId stream = new StreamId("dull", "x");
        for (int i = 0; i < 4; i++) {
            write(stream, i * 5_000, Collections.nCopies(i == 3 ? 4_999 : 5_000, new Dull()));
        }
        projector.start();
        engine.machine.run();
        assertThat(projector.reached()).isEqualTo(new Position(19_999));
        assertThat(model.checkpoint).isEqualTo(Position.START);

        write(stream, 19_999, List.of(new Dull()));
        engine.machine.advance(POLL);

        assertThat(model.checkpoint).isEqualTo(new Position(20_000));
        assertThat(model.amounts).isEmpty();
    }

    private void write(StreamId stream, int version, List<? extends DomainEvent> events) {
        var unused =
                engine.memory.append(
                        List.of(
                                new Unit(
                                        engine.newCommand(),
                                        List.of(
                                                new StreamAppend(
                                                        stream, new Version(version), events)),
                                        EventMetadata.ofSystem("test", engine.ids.next()))));
    }

    private record AddedAmounts() implements Projection<Integer> {

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of(Added.class);
        }

        @Override
        public List<Integer> fold(List<RecordedEvent> events) {
            return events.stream().map(one -> ONE.eventType().cast(one.event()).amount()).toList();
        }
    }

    private static final class Amounts implements ReadModel<Integer> {

        final List<Integer> amounts = new ArrayList<>();
        Position checkpoint = Position.START;
        int applications;
        boolean broken;

        @Override
        public String name() {
            return "amounts";
        }

        @Override
        public Position checkpoint() {
            return checkpoint;
        }

        @Override
        public boolean apply(Position from, Position to, List<Integer> changes) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            if (!checkpoint.equals(from)) {
                return false;
            }
            applications++;
            amounts.addAll(changes);
            checkpoint = to;
            return true;
        }
    }
}
