package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Engine.LIMITS;
import static dev.ticketing.testkit.engine.Engine.notDone;
import static dev.ticketing.testkit.engine.Engine.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Completion.Reason;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What another process writes is never overlooked. */
class ConflictsTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");
    private static final AggregateRef<Tally, Added> OTHER = Tally.named("other");

    private final Engine engine = new Engine();

    @BeforeEach
    void remembersTheTally() {
        engine.answers(engine.add(ONE, 1));
    }

    @Test
    void judges_again_what_was_judged_on_an_outdated_state() {
        engine.writtenElsewhere(ONE, 2);

        var answers = engine.answers(engine.add(ONE, 3), engine.add(ONE, 4));

        assertThat(answers).containsExactly(said("sum 6"), said("sum 10"));
        assertThat(engine.recorded(ONE)).containsExactly(1, 2, 3, 4);
        assertThat(engine.mailboxes.statistics().conflicts()).isEqualTo(2);
    }

    @Test
    void refuses_what_the_newest_state_does_not_allow_any_more() {
        engine.writtenElsewhere(ONE, 9);

        assertThat(engine.answers(engine.add(ONE, 1))).containsExactly(said("full at 10"));
        assertThat(engine.recorded(ONE)).containsExactly(1, 9);
    }

    @Test
    void does_not_hold_up_other_mailboxes() {
        engine.writtenElsewhere(ONE, 2);

        var answers = engine.answers(engine.add(ONE, 3), engine.add(OTHER, 5));

        assertThat(answers).containsExactly(said("sum 6"), said("sum 5"));
        assertThat(engine.log.appends()).hasSize(3);
    }

    @Test
    void gives_up_after_so_many_attempts() {
        elsewhereIsQuicker(LIMITS.attempts());

        assertThat(engine.answers(engine.add(ONE, 0))).containsExactly(notDone(Reason.CONTENDED));
        assertThat(engine.recorded(ONE)).hasSize(1 + LIMITS.attempts()).containsOnly(1, 0);
    }

    @Test
    void does_not_give_up_one_attempt_earlier() {
        elsewhereIsQuicker(LIMITS.attempts() - 1);

        assertThat(engine.answers(engine.add(ONE, 2))).containsExactly(said("sum 3"));
    }

    private void elsewhereIsQuicker(int times) {
        for (int i = 0; i < times; i++) {
            engine.log.meanwhile(() -> engine.writtenElsewhere(ONE, 0));
        }
    }

    @Test
    void a_refusal_on_an_outdated_state_is_judged_again_on_the_newest() {
        engine.answers(engine.add(ONE, 9));
        engine.writtenElsewhere(ONE, -5);

        assertThat(engine.answers(engine.add(ONE, 3))).containsExactly(said("sum 8"));
    }

    @Test
    void a_refusal_that_is_outdated_each_time_is_no_answer() {
        Asked overtaken =
                Asked.of(
                        engine.newCommand(),
                        states -> {
                            long sum = states.state(ONE).sum();
                            engine.writtenElsewhere(ONE, 0);
                            return new Judgement.Answer<>("it was " + sum);
                        });

        assertThat(engine.answers(engine.submit(ONE, overtaken)))
                .containsExactly(notDone(Reason.CONTENDED));
        assertThat(engine.recorded(ONE)).hasSize(1 + LIMITS.attempts());
    }

    @Test
    void a_failure_on_an_outdated_state_is_judged_again_on_the_newest() {
        engine.writtenElsewhere(ONE, 2);
        Asked picky =
                Asked.of(
                        engine.newCommand(),
                        states -> {
                            if (states.state(ONE).sum() != 3) {
                                throw new IllegalStateException("contradicts what I have read");
                            }
                            return new Judgement.Answer<>("consistent");
                        });

        assertThat(engine.answers(engine.submit(ONE, picky))).containsExactly(said("consistent"));
    }

    @Test
    void a_failure_on_the_newest_state_reaches_its_caller() {
        engine.writtenElsewhere(ONE, 2);
        var failing =
                engine.submit(
                        ONE,
                        Asked.of(
                                engine.newCommand(),
                                states -> {
                                    throw new IllegalStateException("always");
                                }));

        engine.machine.run();

        assertThatThrownBy(failing::join).hasRootCauseMessage("always");
    }

    @Test
    void an_answer_upon_changes_that_were_not_recorded_is_not_given() {
        engine.log.meanwhile(() -> engine.writtenElsewhere(ONE, -1));

        var answers = engine.answers(engine.add(ONE, 9), engine.add(ONE, 1));

        assertThat(answers)
                .as("the second was first refused upon the nine, which then met a conflict")
                .containsExactly(said("sum 9"), said("sum 10"));
    }

    @Test
    void keeps_the_order_of_callers_through_a_conflict() {
        engine.log.meanwhile(
                () -> {
                    engine.writtenElsewhere(ONE, 0);
                    engine.ask(ONE, 4);
                });

        engine.answers(engine.add(ONE, 2), engine.add(ONE, 3));

        assertThat(engine.recorded(ONE)).containsExactly(1, 0, 2, 3, 4);
    }

    @Test
    void a_judgement_is_repeated_when_what_guards_it_has_moved() {
        engine.answers(engine.add(OTHER, 1));
        var key = MailboxKey.of(ONE, OTHER);
        engine.log.meanwhile(() -> engine.writtenElsewhere(OTHER, 4));

        var answer = engine.mailboxes.submit(key, addAsMuchAsIn(OTHER));

        assertThat(engine.answers(answer)).containsExactly(said("added 5"));
        assertThat(engine.recorded(ONE)).containsExactly(1, 5);
    }

    @Test
    void a_judgement_stands_when_what_guards_it_has_not_moved() {
        engine.answers(engine.add(OTHER, 1));

        var answer = engine.submit(ONE, addAsMuchAsIn(OTHER));

        assertThat(engine.answers(answer)).containsExactly(said("added 1"));
        assertThat(engine.recorded(OTHER)).containsExactly(1);
    }

    private Asked addAsMuchAsIn(AggregateRef<Tally, Added> guard) {
        return Asked.of(
                engine.newCommand(),
                states -> {
                    int amount = states.state(guard).sum();
                    return new Judgement.Commit<>(
                            List.of(Change.of(ONE, new Added(amount))),
                            position -> "added " + amount);
                });
    }
}
