package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Engine.notDone;
import static dev.ticketing.testkit.engine.Engine.said;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.mailbox.Completion.Reason;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BackPressureTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");
    private static final AggregateRef<Tally, Added> OTHER = Tally.named("other");
    private static final AggregateRef<Tally, Added> THIRD = Tally.named("third");

    /** Two commands a mailbox, three in all. */
    private final Engine engine = new Engine(new MailboxLimits(2, 3, 50, 5, 100, 1_000));

    @Test
    void a_mailbox_takes_what_it_has_room_for() {
        var answers = engine.answers(engine.add(ONE, 1), engine.add(ONE, 1));

        assertThat(answers).containsExactly(said("sum 1"), said("sum 2"));
        assertThat(engine.mailboxes.statistics().pushedBack()).isZero();
    }

    @Test
    void a_full_mailbox_pushes_back_at_once() {
        engine.ask(ONE, 1);
        engine.ask(ONE, 1);

        var third = engine.add(ONE, 1);

        assertThat(third).isCompletedWithValue(notDone(Reason.OVERLOADED));
        assertThat(engine.mailboxes.unanswered()).isEqualTo(2);
        assertThat(engine.mailboxes.statistics().pushedBack()).isEqualTo(1);
    }

    @Test
    void all_mailboxes_together_push_back() {
        engine.ask(ONE, 1);
        engine.ask(OTHER, 1);
        var third = engine.add(THIRD, 1);

        var fourth = engine.add(THIRD, 1);

        assertThat(fourth).isCompletedWithValue(notDone(Reason.OVERLOADED));
        assertThat(engine.answers(third)).containsExactly(said("sum 1"));
    }

    @Test
    void there_is_room_again_when_answers_have_been_given() {
        engine.answers(engine.add(ONE, 1), engine.add(ONE, 1));

        assertThat(engine.answers(engine.add(ONE, 1))).containsExactly(said("sum 3"));
        assertThat(engine.mailboxes.unanswered()).isZero();
    }

    @Test
    void takes_nothing_any_more_once_it_is_closed() {
        var closed = engine.mailboxes.close();

        assertThat(closed).isCompleted();
        assertThat(engine.add(ONE, 1)).isCompletedWithValue(notDone(Reason.CLOSED));
    }

    @Test
    void closing_waits_for_what_was_taken() {
        var taken = engine.add(ONE, 1);

        var closed = engine.mailboxes.close();

        assertThat(closed).isNotDone();
        assertThat(engine.answers(taken)).containsExactly(said("sum 1"));
        engine.machine.advance(Duration.ofMillis(10));
        assertThat(closed).isCompleted();
        assertThat(engine.recorded(ONE)).containsExactly(1);
    }
}
