package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.CheckingCopy;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.LogIndex.Mismatch;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowProjection;
import dev.ticketing.core.show.ShowRow;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.verification.Report;
import dev.ticketing.core.verification.Report.Kind;
import dev.ticketing.core.verification.Report.Violation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A sound sale, and what is found when one thing in what is stored is made wrong. */
class VerificationTest {

    private final World world = new World();
    private final ShowId show = world.onSale();

    @BeforeEach
    void sells_refunds_and_holds() {
        ReservationId bought = world.confirmed(show, World.places(2));
        world.confirmed(show, World.seats("B-1"));
        world.done(world.cancel(world.customer, bought));
        world.held(show, World.seats("A-1", "A-2"));
        world.machine.advance(World.HOLD_TIME.dividedBy(2));
    }

    private static Stream<TableOf> tables() {
        return Ticketing.PROJECTIONS.stream()
                .flatMap(projection -> projection.tables().stream().map(t -> of(projection, t)));
    }

    private static TableOf of(Projection projection, Table<?, ?> table) {
        return new TableOf(projection.name(), table);
    }

    /** A consumer, and one of its tables. */
    record TableOf(String consumer, Table<?, ?> table) {
        @Override
        public String toString() {
            return consumer + ": " + table.name();
        }
    }

    private static List<Kind> kinds(Report report) {
        return report.violations().stream().map(Violation::kind).distinct().toList();
    }

    @Test
    void finds_nothing_in_what_was_not_touched_and_leaves_it_as_it_was() {
        Report report = world.verified();

        assertThat(report.violations()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.notes()).isEmpty();
        assertThat(report.events()).isEqualTo(world.memory.head().value());
        assertThat(report.head()).isEqualTo(world.memory.head());
        assertThat(report.checks())
                .extracting(Report.Check::name)
                .contains("log", "streams", "consumers")
                .containsAll(Ticketing.PROJECTIONS.stream().map(Projection::name).toList());
        assertThat(world.consumers.all())
                .hasSize(Ticketing.PROJECTIONS.size() + Ticketing.PROCESSES.size())
                .allMatch(status -> status.role() == Role.SERVING);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void finds_a_row_that_is_missing_in_any_table(TableOf of) {
        Set<Object> removed = new HashSet<>();
        world.consumers.amend(of.consumer, of.table, rows -> removeFirst(rows, removed));

        Report report = world.verified();

        if (of.table.equals(OpenWork.SECTIONS)) {
            assertThat(report.violations()).as("it is worked off").isEmpty();
        } else if (!removed.isEmpty()) {
            assertThat(report.violations())
                    .singleElement()
                    .satisfies(
                            found -> {
                                assertThat(found.kind()).isEqualTo(Kind.ROW);
                                assertThat(found.where())
                                        .startsWith(of.consumer + ": " + of.table.name() + "/");
                                assertThat(found.text()).startsWith("The row is missing, and by");
                            });
        }
    }

    private static <K, R> void removeFirst(Map<K, R> rows, Set<Object> removed) {
        rows.keySet().stream().limit(1).forEach(removed::add);
        rows.keySet().removeAll(removed);
    }

    @Test
    void finds_a_row_that_stands_under_another_key() {
        world.consumers.amend(
                new ShowProjection().name(),
                ShowRow.SHOWS,
                rows -> rows.put(new ShowId(world.newId()), rows.get(show)));

        assertThat(world.verified().violations())
                .singleElement()
                .satisfies(
                        found ->
                                assertThat(found.text())
                                        .endsWith("and by the log it would be missing."));
    }

    @Test
    void a_hold_that_is_open_past_its_time_is_noted_and_no_violation() {
        // Time passes, and nobody sweeps up.
        world.jump(World.HOLD_TIME);

        Report report = world.verified();

        assertThat(report.violations()).isEmpty();
        assertThat(report.notes())
                .singleElement()
                .asString()
                .matches("1 reservations are open past their time; the oldest is .*");
    }

    private Report verified(AlteredLog log) {
        return world.verification(log, log).run((step, done, of) -> {}).orElseThrow();
    }

    private AlteredLog altered() {
        List<RecordedEvent> events = world.recorded();
        return new AlteredLog(events, events.size(), commands());
    }

    private long commands() {
        return world.memory.commandsUpTo(world.memory.head());
    }

    private AlteredLog without(long... positions) {
        List<RecordedEvent> events = new ArrayList<>(world.recorded());
        for (long position : positions) {
            events.removeIf(event -> event.position().value() == position);
        }
        return new AlteredLog(events, world.memory.head().value(), commands());
    }

    @Test
    void an_altered_log_in_which_nothing_is_altered_is_clean() {
        assertThat(verified(altered()).violations()).isEmpty();
    }

    @Test
    void finds_a_hole_says_where_it_is_and_goes_on_behind_it() {
        long end = world.memory.head().value();

        Report report = verified(without(4, 5, 6, end - 1));

        assertThat(report.violations())
                .contains(
                        new Violation(
                                Kind.HOLE,
                                "log",
                                Optional.of(new Position(4)),
                                "Positions 4 to 6 are missing."),
                        new Violation(
                                Kind.HOLE,
                                "log",
                                Optional.of(new Position(end - 1)),
                                "Position " + (end - 1) + " is missing."));
        assertThat(report.events()).isEqualTo(end - 4);
    }

    @Test
    void finds_an_event_that_cannot_be_read_and_goes_on_behind_it() {
        AlteredLog log = altered();
        log.torn.add(3L);

        assertThat(verified(log).violations())
                .contains(
                        new Violation(
                                Kind.UNREADABLE,
                                "log",
                                Optional.of(new Position(3)),
                                "missing or torn after 2"));
    }

    @Test
    void finds_a_head_that_is_not_at_the_end() {
        List<RecordedEvent> events = world.recorded();

        Report report = verified(new AlteredLog(events, events.size() - 2L, commands()));

        assertThat(kinds(report)).contains(Kind.HEAD, Kind.CONSUMER);
        assertThat(report.violations())
                .extracting(Violation::text)
                .contains(
                        "The log is counted up to "
                                + (events.size() - 2)
                                + ", and its last event is at "
                                + events.size()
                                + ".");
    }

    @Test
    void finds_a_stream_that_is_kept_at_another_version() {
        AlteredLog log = altered();
        log.mismatches.add(new Mismatch("show/1", Optional.of(new Version(4)), new Version(3)));
        log.mismatches.add(new Mismatch("show/2", Optional.empty(), new Version(1)));

        assertThat(verified(log).violations())
                .containsExactly(
                        new Violation(
                                Kind.STREAM_VERSION,
                                "show/1",
                                Optional.empty(),
                                "The stream is kept at version 4, and its last event is of version"
                                        + " 3."),
                        new Violation(
                                Kind.STREAM_VERSION,
                                "show/2",
                                Optional.empty(),
                                "The stream is not kept, and its last event is of version 1."));
    }

    @Test
    void finds_commands_whose_events_are_gone() {
        AlteredLog log = altered();
        log.commands += 2;

        assertThat(verified(log).violations())
                .extracting(Violation::text)
                .containsExactly("2 commands are registered whose events are missing.");
    }

    @Test
    void finds_a_command_that_is_registered_elsewhere() {
        List<RecordedEvent> events = new ArrayList<>(world.recorded());
        RecordedEvent last = events.removeLast();
        RecordedEvent other = events.getLast();
        events.add(
                new RecordedEvent(
                        last.position(),
                        last.stream(),
                        last.version(),
                        last.eventId(),
                        last.recordedAt(),
                        events.getFirst().command(),
                        last.metadata(),
                        last.event()));
        AlteredLog log = new AlteredLog(events, events.size(), commands());

        Report report = verified(log);

        assertThat(other.command()).isEqualTo(last.command());
        assertThat(kinds(report)).contains(Kind.COMMAND, Kind.ORDER);
    }

    @Test
    void of_two_at_once_the_second_says_so_and_takes_nothing_from_the_first() {
        Projection any = Ticketing.PROJECTIONS.getFirst();
        CheckingCopy first = CheckingCopy.begin(world.consumers, any, "other").orElseThrow();

        assertThat(world.verification().run((step, done, of) -> {})).isEmpty();

        first.take(List.of(), first.served());
        assertThat(first.position()).isEqualTo(first.served());
        first.close();
        assertThat(world.verification().run((step, done, of) -> {})).isPresent();
    }

    @Test
    void what_a_process_that_died_has_left_behind_is_removed() {
        Projection any = Ticketing.PROJECTIONS.getFirst();
        assertThat(CheckingCopy.begin(world.consumers, any, "dead")).isPresent();
        world.machine.advance(Duration.ofMinutes(1));

        assertThat(world.verified().violations()).isEmpty();

        assertThat(world.consumers.all()).allMatch(status -> status.role() == Role.SERVING);
    }

    @Test
    void a_consumer_that_stands_is_compared_where_it_stands() {
        world.consumers.pause("reservations");
        world.machine.advance(Duration.ofSeconds(10));
        world.held(show, World.places(1));
        world.machine.advance(Duration.ofSeconds(10));

        Report report = world.verified();

        assertThat(report.violations()).isEmpty();
        assertThat(report.notes())
                .singleElement()
                .asString()
                .startsWith("reservations does not move since position ");
    }
}
