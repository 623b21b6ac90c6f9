package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Engine.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.WriteStatistics;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class BatchesTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");
    private static final AggregateRef<Tally, Added> OTHER = Tally.named("other");

    private final Engine engine = new Engine();

    @Test
    void judges_commands_one_after_another_each_seeing_the_earlier() {
        var first = engine.add(ONE, 4);
        var second = engine.add(ONE, 6);
        var third = engine.add(ONE, 1);

        assertThat(engine.answers(first, second, third))
                .containsExactly(said("sum 4"), said("sum 10"), said("full at 10"));
    }

    @Test
    void records_a_batch_with_one_append() {
        engine.answers(engine.add(ONE, 1), engine.add(ONE, 2), engine.add(ONE, 3));

        assertThat(engine.log.appends()).hasSize(1);
        assertThat(engine.recorded(ONE)).containsExactly(1, 2, 3);
    }

    @Test
    void gathers_the_next_batch_while_one_is_being_committed() {
        engine.log.meanwhile(
                () -> {
                    engine.ask(ONE, 2);
                    engine.ask(ONE, 3);
                    engine.ask(OTHER, 1);
                    engine.ask(OTHER, 1);
                });

        engine.answers(engine.add(ONE, 1));

        assertThat(engine.log.appends()).extracting(List::size).first().isEqualTo(1);
        assertThat(engine.log.appends()).hasSizeLessThanOrEqualTo(3);
        assertThat(engine.recorded(ONE)).containsExactly(1, 2, 3);
        assertThat(engine.recorded(OTHER)).containsExactly(1, 1);
    }

    @Test
    void commits_what_several_mailboxes_have_ready_together() {
        engine.answers(engine.add(ONE, 1), engine.add(OTHER, 2));

        assertThat(engine.log.appends()).hasSize(1);
    }

    @Test
    void takes_no_more_than_a_batch_at_once() {
        Engine small = new Engine(new MailboxLimits(100, 1_000, 2, 5, 100, 1_000));

        small.answers(small.add(ONE, 1), small.add(ONE, 2), small.add(ONE, 3));

        assertThat(small.log.appends()).extracting(List::size).containsExactly(2, 1);
    }

    @Test
    void asks_the_log_for_no_more_units_than_it_takes() {
        Engine large = new Engine(new MailboxLimits(2_000, 10_000, 1_500, 5, 100, 1_000));
        for (int i = 0; i < 1_500; i++) {
            large.ask(ONE, 0);
            large.ask(OTHER, 0);
        }

        large.machine.run();

        assertThat(large.log.appends()).extracting(List::size).containsExactly(1_500, 1_500);
    }

    @Test
    void refuses_a_batch_that_the_log_would_not_take() {
        assertThat(new MailboxLimits(1, 1, EventLog.MAX_UNITS, 1, 1, 1)).isNotNull();
        assertThatThrownBy(() -> new MailboxLimits(1, 1, EventLog.MAX_UNITS + 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch: 2001");
        assertThatThrownBy(() -> new MailboxLimits(1, 1, 1, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempts: 0");
    }

    @Test
    void asks_the_log_for_no_more_events_than_it_takes() {
        List<Added> thousand = Collections.nCopies(1_000, new Added(0));
        var answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Asked work =
                    Asked.of(
                            engine.newCommand(),
                            states ->
                                    new Judgement.Commit<>(
                                            List.of(new Change<>(ONE, thousand)),
                                            position -> "done"));
            var unused = engine.submit(ONE, work).thenAccept(answers::add);
        }

        engine.machine.run();

        assertThat(answers).hasSize(30).containsOnly(said("done"));
        assertThat(engine.memory.head()).isEqualTo(new Position(30_000));
        assertThat(engine.log.appends())
                .allMatch(units -> events(units) <= EventLog.MAX_EVENTS)
                .hasSize(3);
    }

    private static int events(List<Unit> units) {
        return units.stream().mapToInt(Unit::eventCount).sum();
    }

    @Test
    void fails_only_the_caller_whose_judge_throws() {
        var before = engine.add(ONE, 1);
        var thrown =
                engine.submit(
                        ONE,
                        Asked.of(
                                engine.newCommand(),
                                states -> {
                                    throw new IllegalStateException("a bug");
                                }));
        var after = engine.add(ONE, 2);

        assertThat(engine.answers(before, after)).containsExactly(said("sum 1"), said("sum 3"));
        assertThatThrownBy(thrown::join).hasRootCauseMessage("a bug");
    }

    @Test
    void fails_only_the_caller_whose_unit_cannot_be_made() {
        var before = engine.add(ONE, 1);
        var impossible =
                engine.submit(
                        ONE,
                        Asked.of(
                                engine.newCommand(),
                                states ->
                                        new Judgement.Commit<>(
                                                List.of(
                                                        Change.of(ONE, new Added(5)),
                                                        Change.of(ONE, new Added(5))),
                                                position -> "never")));
        var after = engine.add(ONE, 2);

        assertThat(engine.answers(before, after)).containsExactly(said("sum 1"), said("sum 3"));
        assertThat(engine.log.appends()).hasSize(1);
        assertThatThrownBy(impossible::join).hasMessageContaining("stream twice");
    }

    @Test
    void refuses_a_change_and_a_mailbox_of_nothing() {
        assertThatThrownBy(() -> new Change<>(ONE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailboxKey(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changes_several_aggregates_in_one_unit() {
        Asked both =
                Asked.of(
                        engine.newCommand(),
                        states -> {
                            states.load(List.of(ONE, OTHER));
                            Tally fresh = states.fresh(OTHER);
                            return new Judgement.Commit<>(
                                    List.of(
                                            Change.of(ONE, new Added(3)),
                                            Change.of(OTHER, new Added(fresh.sum() + 4))),
                                    position -> "at " + position.value());
                        });

        assertThat(engine.answers(engine.submit(ONE, both))).containsExactly(said("at 2"));
        assertThat(engine.recorded(OTHER)).containsExactly(4);
    }

    @Test
    void tells_the_position_of_each_commit() {
        engine.answers(engine.add(ONE, 1), engine.add(ONE, 2));
        engine.answers(engine.add(OTHER, 1));

        assertThat(engine.committed).containsExactly(new Position(2), new Position(3));
    }

    @Test
    void counts_what_it_does() {
        engine.answers(engine.add(ONE, 4), engine.add(ONE, 6), engine.add(ONE, 1));
        engine.writtenElsewhere(OTHER, 1);
        engine.answers(engine.add(OTHER, 1));

        assertThat(engine.mailboxes.statistics()).isEqualTo(new WriteStatistics(2, 3, 3, 0, 1, 0));
    }
}
