package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Engine.notDone;
import static dev.ticketing.testkit.engine.Engine.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.Completion.Reason;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.core.mailbox.Work;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** The same command twice has the effect of one. */
class RepeatedCommandsTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");

    private final Engine engine = new Engine();
    private final CommandKey command = engine.newCommand();

    @Test
    void a_repeated_command_is_answered_from_what_it_recorded() {
        engine.answers(engine.submit(ONE, Asked.add(command, ONE, 3)));

        var again = engine.submit(ONE, Asked.add(command, ONE, 3));

        assertThat(engine.answers(again)).containsExactly(said("again: [3]"));
        assertThat(engine.recorded(ONE)).containsExactly(3);
    }

    @Test
    void a_command_given_twice_in_one_batch_is_recorded_once() {
        var first = engine.submit(ONE, Asked.add(command, ONE, 3));
        var second = engine.submit(ONE, Asked.add(command, ONE, 3));
        var third = engine.add(ONE, 1);

        assertThat(engine.answers(first, second, third))
                .containsExactly(said("sum 3"), said("again: [3]"), said("sum 4"));
        assertThat(engine.recorded(ONE)).containsExactly(3, 1);
    }

    @Test
    void a_command_given_twice_in_one_batch_is_not_refused_for_its_own_effect() {
        var first = engine.submit(ONE, Asked.add(command, ONE, 6));
        var second = engine.submit(ONE, Asked.add(command, ONE, 6));
        var third = engine.add(ONE, 1);

        assertThat(engine.answers(first, second, third))
                .containsExactly(said("sum 6"), said("again: [6]"), said("sum 7"));
        assertThat(engine.recorded(ONE)).containsExactly(6, 1);
    }

    @Test
    void an_id_used_for_something_else_in_one_batch_is_refused() {
        var first = engine.submit(ONE, Asked.add(command, ONE, 9));
        var other = engine.submit(ONE, Asked.add(otherwise(command), ONE, 2));

        assertThat(engine.answers(first, other))
                .containsExactly(said("sum 9"), notDone(Reason.COMMAND_REUSED));
        assertThat(engine.recorded(ONE)).containsExactly(9);
    }

    @Test
    void a_repeated_command_gets_its_first_answer_though_it_would_be_refused_now() {
        engine.answers(engine.submit(ONE, Asked.add(command, ONE, 6)));

        var again = engine.submit(ONE, Asked.add(command, ONE, 6));

        assertThat(engine.answers(again)).containsExactly(said("again: [6]"));
    }

    @Test
    void a_command_that_was_refused_is_judged_when_it_is_repeated() {
        engine.answers(engine.add(ONE, 10));
        engine.answers(engine.submit(ONE, Asked.add(command, ONE, 3)));
        engine.answers(engine.add(ONE, -10));

        var again = engine.submit(ONE, Asked.add(command, ONE, 3));

        assertThat(engine.answers(again)).containsExactly(said("sum 3"));
    }

    @Test
    void an_id_used_for_something_else_is_refused() {
        engine.answers(engine.submit(ONE, Asked.add(command, ONE, 1)));

        var other = engine.submit(ONE, Asked.add(otherwise(command), ONE, 2));

        assertThat(engine.answers(other)).containsExactly(notDone(Reason.COMMAND_REUSED));
        assertThat(engine.recorded(ONE)).containsExactly(1);
    }

    @Test
    void an_id_used_for_something_else_is_refused_even_if_the_rules_say_no_as_well() {
        engine.answers(engine.submit(ONE, Asked.add(command, ONE, 9)));

        var other = engine.submit(ONE, Asked.add(otherwise(command), ONE, 2));

        assertThat(engine.answers(other)).containsExactly(notDone(Reason.COMMAND_REUSED));
    }

    private static CommandKey otherwise(CommandKey command) {
        return new CommandKey(command.id(), command.digest() + 1);
    }

    @Test
    void a_replay_that_throws_fails_its_own_caller_only() {
        engine.answers(engine.submit(ONE, Asked.add(command, ONE, 1)));

        var again = engine.mailboxes.submit(MailboxKey.of(ONE), new Forgetful(command));
        var other = engine.add(ONE, 2);

        assertThat(engine.answers(other)).containsExactly(said("sum 3"));
        assertThatThrownBy(again::join).hasRootCauseMessage("cannot remember");
    }

    private record Forgetful(CommandKey command) implements Work<String> {

        @Override
        public EventMetadata metadata() {
            return EventMetadata.ofSystem("test", command.id().value());
        }

        @Override
        public Judgement<String> judge(Workspace states, Instant now) {
            return new Judgement.Answer<>("no");
        }

        @Override
        public String replay(List<RecordedEvent> recorded) {
            throw new IllegalStateException("cannot remember");
        }
    }
}
