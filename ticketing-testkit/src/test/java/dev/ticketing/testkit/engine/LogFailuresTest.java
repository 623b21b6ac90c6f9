package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Engine.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LogFailuresTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");
    private static final AggregateRef<Tally, Added> OTHER = Tally.named("other");

    /** Longer than all pauses between the attempts together. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Engine engine = new Engine();

    @Test
    void a_lost_answer_is_asked_for_again() {
        engine.log.losesAnAnswer();
        var first = engine.add(ONE, 1);
        var second = engine.add(ONE, 2);

        engine.machine.advance(LONG);

        assertThat(engine.answers(first, second))
                .as("applied before: answered from the log")
                .containsExactly(said("again: [1]"), said("again: [2]"));
        assertThat(engine.recorded(ONE)).containsExactly(1, 2);
    }

    @Test
    void a_lost_request_is_made_again() {
        engine.log.losesARequest();
        var asked = engine.add(ONE, 1);

        engine.machine.advance(LONG);

        assertThat(engine.answers(asked)).containsExactly(said("sum 1"));
        assertThat(engine.recorded(ONE)).containsExactly(1);
    }

    @Test
    void nobody_is_answered_while_the_outcome_is_unknown() {
        engine.log.losesAnAnswer();
        var asked = engine.add(ONE, 1);

        engine.machine.run();

        assertThat(asked).isNotDone();
    }

    @Test
    void commands_that_gathered_behind_a_lost_answer_are_judged_on_what_was_recorded() {
        engine.log.losesAnAnswer();
        engine.ask(ONE, 7);
        engine.machine.run();
        var behind = engine.add(ONE, 3);
        var tooMuch = engine.add(ONE, 1);

        engine.machine.advance(LONG);

        assertThat(engine.answers(behind, tooMuch))
                .containsExactly(said("sum 10"), said("full at 10"));
    }

    @Test
    void five_lost_answers_are_endured() {
        for (int i = 0; i < 5; i++) {
            engine.log.losesARequest();
        }
        var asked = engine.add(ONE, 1);

        engine.machine.advance(LONG);

        assertThat(engine.answers(asked)).containsExactly(said("sum 1"));
    }

    @Test
    void after_six_lost_answers_the_caller_is_told_that_nobody_knows() {
        for (int i = 0; i < 6; i++) {
            engine.log.losesARequest();
        }
        var asked = engine.add(ONE, 1);

        engine.machine.advance(LONG);

        assertThat(asked).isCompletedExceptionally();
        assertThatThrownBy(asked::join).hasCauseInstanceOf(UnknownOutcome.class);
        assertThat(engine.log.appends()).hasSize(6);
    }

    @Test
    void an_unavailable_log_fails_everybody_in_the_batch() {
        engine.log.isUnavailable();
        var one = engine.add(ONE, 1);
        var another = engine.add(OTHER, 1);

        engine.machine.run();

        assertThatThrownBy(one::join).hasCauseInstanceOf(LogUnavailable.class);
        assertThatThrownBy(another::join).hasCauseInstanceOf(LogUnavailable.class);
        assertThat(engine.mailboxes.unanswered()).isZero();
    }

    @Test
    void the_next_command_after_a_failure_reads_the_log_again() {
        engine.answers(engine.add(ONE, 1));
        engine.log.isUnavailable();
        engine.ask(ONE, 2);
        engine.machine.run();
        engine.writtenElsewhere(ONE, 3);
        long readsBefore = engine.log.readsOf(ONE.stream());

        assertThat(engine.answers(engine.add(ONE, 4))).containsExactly(said("sum 8"));
        assertThat(engine.log.readsOf(ONE.stream())).isEqualTo(readsBefore + 1);
        assertThat(engine.mailboxes.statistics().conflicts()).isZero();
    }

    @Test
    void a_log_that_cannot_be_read_fails_the_callers_and_nobody_later() {
        engine.log.setReadable(false);
        var failed = engine.add(ONE, 1);
        engine.machine.run();
        engine.log.setReadable(true);

        assertThatThrownBy(failed::join).hasCauseInstanceOf(LogUnavailable.class);
        assertThat(engine.answers(engine.add(ONE, 1))).containsExactly(said("sum 1"));
    }

    @Test
    void a_refusal_that_cannot_be_checked_is_not_given() {
        engine.answers(engine.add(ONE, 10));
        engine.log.setReadable(false);
        var refused = engine.add(ONE, 1);

        engine.machine.run();

        assertThatThrownBy(refused::join).hasCauseInstanceOf(LogUnavailable.class);
    }
}
