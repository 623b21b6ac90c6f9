package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.AppendResult.AlreadyApplied;
import dev.ticketing.core.log.AppendResult.Appended;
import dev.ticketing.core.log.AppendResult.CommandReused;
import dev.ticketing.core.log.AppendResult.Conflict;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventLog.AppliedCommand;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Each command once. */
abstract class CommandRules extends LogRules {

    CommandRules(EventLogConformance suite) {
        super(suite);
    }

    @Test
    void a_command_that_was_applied_is_answered_with_its_positions() {
        StreamId stream = newStream();
        Unit unit = unit(on(stream, 0, newEvent(), newEvent()));
        Appended first = appended(unit);
        appended(unit(on(stream, 2, newEvent())));
        Position head = feed().head();

        AppendResult again = append(unit);

        assertThat(again).isEqualTo(new AlreadyApplied(first.first(), first.last()));
        assertThat(feed().head()).isEqualTo(head);
    }

    @Test
    void a_command_is_known_by_its_id_and_digest_whatever_its_streams() {
        CommandKey command = newCommand();
        Appended first = appended(unit(command, on(newStream(), 0, newEvent())));

        AppendResult again = append(unit(command, on(newStream(), 5, newEvent())));

        assertThat(again).isEqualTo(new AlreadyApplied(first.first(), first.last()));
    }

    @Test
    void the_id_of_a_command_is_not_used_for_another() {
        CommandKey command = newCommand();
        StreamId other = newStream();
        appended(unit(command, on(newStream(), 0, newEvent())));

        AppendResult result = append(unit(otherDigest(command), on(other, 0, newEvent())));

        assertThat(result).isEqualTo(new CommandReused());
        assertThat(eventsOf(other)).isEmpty();
    }

    @Test
    void a_digest_may_be_any_number() {
        CommandKey lowest = new CommandKey(newCommand().id(), Long.MIN_VALUE);
        CommandKey highest = new CommandKey(newCommand().id(), Long.MAX_VALUE);
        appended(unit(lowest, on(newStream(), 0, newEvent())));
        appended(unit(highest, on(newStream(), 0, newEvent())));

        assertThat(append(unit(lowest, on(newStream(), 0, newEvent()))))
                .isInstanceOf(AlreadyApplied.class);
        assertThat(append(unit(highest, on(newStream(), 0, newEvent()))))
                .isInstanceOf(AlreadyApplied.class);
    }

    @Test
    void a_command_that_stands_twice_in_a_batch_is_applied_once() {
        Unit unit = unit(on(newStream(), 0, newEvent()));
        Position expected = feed().head().plus(1);

        List<AppendResult> results = log().append(List.of(unit, unit));

        assertThat(results)
                .containsExactly(
                        new Appended(expected, expected), new AlreadyApplied(expected, expected));
        assertThat(eventsOf(unit.streams().getFirst().stream())).hasSize(1);
    }

    @Test
    void an_id_that_stands_twice_in_a_batch_is_not_used_for_another_command() {
        CommandKey command = newCommand();
        StreamId other = newStream();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(command, on(newStream(), 0, newEvent())),
                                        unit(otherDigest(command), on(other, 0, newEvent())),
                                        unit(on(other, 0, newEvent()))));

        assertThat(results.get(0)).isInstanceOf(Appended.class);
        assertThat(results.get(1)).isEqualTo(new CommandReused());
        assertThat(results.get(2)).isInstanceOf(Appended.class);
    }

    @Test
    void a_repetition_does_not_hold_up_the_other_units_of_a_batch() {
        StreamId stream = newStream();
        Unit repeated = unit(on(stream, 0, newEvent()));
        Appended first = appended(repeated);
        Position head = feed().head();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(on(newStream(), 0, newEvent())),
                                        repeated,
                                        unit(on(newStream(), 0, newEvent()))));

        assertThat(results)
                .containsExactly(
                        new Appended(head.plus(1), head.plus(1)),
                        new AlreadyApplied(first.first(), first.last()),
                        new Appended(head.plus(2), head.plus(2)));
    }

    @Test
    void a_conflict_does_not_use_up_the_command() {
        StreamId stream = streamOf(1);
        CommandKey command = newCommand();
        assertThat(append(unit(command, on(stream, 0, newEvent())))).isEqualTo(new Conflict());

        assertThat(append(unit(command, on(stream, 1, newEvent())))).isInstanceOf(Appended.class);
    }

    @Test
    void a_conflict_does_not_use_up_the_command_for_the_rest_of_its_batch() {
        CommandKey command = newCommand();

        List<AppendResult> results =
                log().append(
                                List.of(
                                        unit(command, on(streamOf(1), 0, newEvent())),
                                        unit(command, on(newStream(), 0, newEvent()))));

        assertThat(results.get(0)).isEqualTo(new Conflict());
        assertThat(results.get(1)).isInstanceOf(Appended.class);
    }

    @Test
    void tells_which_commands_were_applied_and_where() {
        CommandKey applied = newCommand();
        CommandKey refused = newCommand();
        CommandKey unheard = newCommand();
        StreamId stream = newStream();
        Appended result = appended(unit(applied, on(stream, 0, newEvent(), newEvent())));
        assertThat(append(unit(refused, on(stream, 0, newEvent())))).isEqualTo(new Conflict());

        assertThat(log().applied(List.of(unheard.id(), applied.id(), refused.id())))
                .isEqualTo(
                        Map.of(
                                applied.id(),
                                new AppliedCommand(applied, result.first(), result.last())));
        assertThat(log().applied(List.of())).isEmpty();
    }

    private static CommandKey otherDigest(CommandKey command) {
        return new CommandKey(command.id(), command.digest() + 1);
    }
}
