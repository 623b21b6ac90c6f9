package dev.ticketing.testkit.engine;

import static dev.ticketing.testkit.engine.Engine.LIMITS;
import static dev.ticketing.testkit.engine.Engine.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.mailbox.Mailboxes;
import dev.ticketing.testkit.engine.Tally.Added;
import dev.ticketing.testkit.memory.InMemorySnapshots;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class StatesTest {

    private static final AggregateRef<Tally, Added> ONE = Tally.named("one");
    private static final AggregateRef<Tally, Added> OTHER = Tally.named("other");
    private static final MailboxLimits SNAPSHOT_EVERY_3 = new MailboxLimits(99, 99, 50, 5, 100, 3);

    private final InMemorySnapshots snapshots = new InMemorySnapshots();

    @Test
    void a_stream_is_read_once_and_then_only_followed() {
        Engine engine = new Engine();

        engine.answers(engine.add(ONE, 1));
        engine.answers(engine.add(ONE, 1));
        engine.answers(engine.add(ONE, 1));

        assertThat(engine.log.readsOf(ONE.stream())).isEqualTo(1);
    }

    @Test
    void reading_sees_what_another_process_wrote() {
        Engine engine = new Engine();
        engine.answers(engine.add(ONE, 1));
        engine.writtenElsewhere(ONE, 2);

        assertThat(engine.mailboxes.states().current(ONE))
                .isEqualTo(new Loaded<>(new Tally(3), new Version(2)));
    }

    @Test
    void a_stream_longer_than_a_page_is_read_to_its_end() {
        Engine engine = new Engine();
        for (int i = 0; i < 5_001; i++) {
            engine.writtenElsewhere(ONE, i == 5_000 ? 1 : 0);
        }

        assertThat(engine.mailboxes.states().current(ONE))
                .isEqualTo(new Loaded<>(new Tally(1), new Version(5_001)));
    }

    @Test
    void no_snapshot_is_kept_before_there_are_enough_events() {
        Engine engine = new Engine(SNAPSHOT_EVERY_3, snapshots);

        engine.answers(engine.add(ONE, 1), engine.add(ONE, 1));

        assertThat(snapshots.latest(ONE)).isEmpty();
    }

    @Test
    void a_snapshot_is_kept_when_there_are_enough_events() {
        Engine engine = new Engine(SNAPSHOT_EVERY_3, snapshots);

        engine.answers(engine.add(ONE, 1), engine.add(ONE, 1), engine.add(ONE, 1));
        engine.answers(engine.add(ONE, 1));
        assertThat(snapshots.latest(ONE)).contains(new Loaded<>(new Tally(3), new Version(3)));

        engine.answers(engine.add(ONE, 1), engine.add(ONE, 1));
        assertThat(snapshots.latest(ONE)).contains(new Loaded<>(new Tally(6), new Version(6)));
    }

    @Test
    void however_long_a_stream_is_no_more_than_five_times_as_many_events_are_left_to_be_read() {
        Engine engine = new Engine(SNAPSHOT_EVERY_3, snapshots);

        for (int i = 0; i < 200; i++) {
            engine.answers(engine.add(ONE, 0));
        }

        assertThat(snapshots.latest(ONE).orElseThrow().version().value()).isGreaterThan(200 - 15);
    }

    @Test
    void a_restarted_process_goes_on_from_the_snapshot() {
        Engine engine = new Engine();
        engine.writtenElsewhere(ONE, 1);
        engine.writtenElsewhere(ONE, 1);
        snapshots.save(ONE, new Loaded<>(new Tally(5), new Version(1)));

        Mailboxes restarted = engine.started(LIMITS, snapshots);

        assertThat(restarted.states().current(ONE).state().sum())
                .as("five as the snapshot says, and one that came after it")
                .isEqualTo(6);
        var answer = restarted.submit(MailboxKey.of(ONE), Asked.add(engine.newCommand(), ONE, 1));
        assertThat(engine.answers(answer)).containsExactly(said("sum 7"));
    }

    @Test
    void a_snapshot_that_fails_is_reported_and_holds_up_nobody() {
        Engine engine = new Engine(SNAPSHOT_EVERY_3, new BrokenSnapshots());

        var answers = engine.answers(engine.add(ONE, 1), engine.add(ONE, 1), engine.add(ONE, 1));

        assertThat(answers).contains(said("sum 3"));
        assertThat(engine.failures).containsExactly("snapshot of tally/one: disk full");
        engine.answers(engine.add(ONE, 1));
        assertThat(engine.failures).as("tried again with the next command").hasSize(2);
    }

    private static final class BrokenSnapshots implements Snapshots {

        @Override
        public <S, E extends DomainEvent> Optional<Loaded<S>> latest(AggregateRef<S, E> aggregate) {
            return Optional.empty();
        }

        @Override
        public <S, E extends DomainEvent> void save(
                AggregateRef<S, E> aggregate, Loaded<S> snapshot) {
            throw new IllegalStateException("disk full");
        }
    }

    @Test
    void no_more_states_are_kept_than_allowed_and_the_least_used_goes_first() {
        Engine engine = new Engine(new MailboxLimits(99, 99, 50, 5, 2, 1_000));
        engine.answers(engine.add(ONE, 1));
        engine.answers(engine.add(OTHER, 1));
        engine.answers(engine.add(ONE, 1));

        engine.answers(engine.add(Tally.named("third"), 1));
        engine.answers(engine.add(ONE, 1));
        engine.answers(engine.add(OTHER, 1));

        assertThat(engine.log.readsOf(ONE.stream())).isEqualTo(1);
        assertThat(engine.log.readsOf(OTHER.stream())).as("dropped and read again").isEqualTo(2);
    }

    @Test
    void an_event_of_another_aggregate_in_the_stream_stops_loudly() {
        record Foreign() implements DomainEvent {}
        Engine engine = new Engine();
        engine.writtenElsewhere(ONE, 1);
        var foreign = new AggregateRef<>(ONE.stream(), Foreign.class, new ForeignRules<Foreign>());

        assertThatThrownBy(() -> engine.mailboxes.states().current(foreign))
                .isInstanceOf(CorruptLog.class)
                .hasMessage("position 1 of tally/one holds a Added");
        assertThat(engine.mailboxes.states().current(ONE).state().sum()).isEqualTo(1);
    }

    private record ForeignRules<E extends DomainEvent>()
            implements Decider<String, String, E, String> {

        @Override
        public String initialState() {
            return "";
        }

        @Override
        public Decision<E, String> decide(String command, String state) {
            return Decision.reject("no");
        }

        @Override
        public String evolve(String state, E event) {
            return state;
        }
    }
}
