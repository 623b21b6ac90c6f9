package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.services.Stories.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.HistoryEntry;
import dev.ticketing.core.application.LateCapture;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the story of a reservation tells, and in which order. */
class HistoriesTest {

    private final World world = new World();
    private final ShowId show = world.onSale();
    private final Stories stories = new Stories(world, show);

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.failures).isEmpty();
    }

    @Test
    void a_hold_is_two_events_of_one_unit() {
        Request request = world.by(world.customer);
        Wish wish = new Wish(show, World.STALLS, World.places(2), Optional.empty());
        ReservationId id =
                world.done(world.ticketing.reservations().hold(request, wish)).terms().id();

        List<HistoryEntry> story = stories.history(world.customer, id);

        List<RecordedEvent> recorded = world.memory.read(new Position(headBefore(2)), 2);
        assertThat(story)
                .extracting(HistoryEntry::position)
                .containsExactly(
                        Optional.of(recorded.get(0).position()),
                        Optional.of(recorded.get(1).position()));
        assertThat(story)
                .extracting(HistoryEntry::type)
                .containsExactly("seats-held", "reservation-started");
        assertThat(story)
                .extracting(HistoryEntry::summary)
                .containsExactly(
                        "2 places are held until "
                                + world.clock.instant().plus(World.HOLD_TIME)
                                + ".",
                        "A reservation was made in section stalls, for 100.00 EUR, to be paid"
                                + " before "
                                + world.clock.instant().plus(World.HOLD_TIME)
                                + ".");
        assertThat(story)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.at()).isEqualTo(recorded.getFirst().recordedAt());
                            assertThat(entry.actor()).isEqualTo("user:" + world.customer.user());
                            assertThat(entry.correlationId())
                                    .isEqualTo(request.metadata().correlationId());
                            assertThat(data(entry)).contains(id.toString());
                        });
    }

    private long headBefore(int events) {
        return world.memory.head().value() - events;
    }

    @Test
    void tells_every_attempt_the_tickets_the_door_and_the_money_in_order() {
        ReservationId id = world.held(show, World.seats("A-1", "A-2"));
        world.done(
                world.ticketing
                        .payments()
                        .pay(world.by(world.customer), id, World.card("tok_declined")));
        world.done(world.pay(id));
        stories.checkIn(id);
        world.done(world.cancel(world.owner, id));
        world.machine.run();

        assertThat(stories.types(id))
                .containsExactly(
                        "seats-held",
                        "reservation-started",
                        "reservation-payment-started",
                        "payment-requested",
                        "payment-failed",
                        "reservation-payment-declined",
                        "reservation-payment-started",
                        "payment-requested",
                        "payment-captured",
                        "seats-sold",
                        "reservation-confirmed",
                        "ticket-issued",
                        "ticket-issued",
                        "ticket-checked-in",
                        "reservation-cancelled",
                        "seats-released",
                        "ticket-voided",
                        "ticket-voided",
                        "refund-requested",
                        "refund-completed");
        assertThat(stories.history(world.customer, id))
                .extracting(entry -> entry.position().orElseThrow())
                .isSortedAccordingTo(Comparator.naturalOrder())
                .doesNotHaveDuplicates();
    }

    @Test
    void tells_what_comes_after_the_end() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.meanwhile(() -> world.jump(World.HOLD_TIME));
        var strict = world.newProcess(LateCapture.REFUND).payments();
        assertThat(world.done(strict.pay(world.by(world.customer), id, World.CARD)))
                .isInstanceOf(Payment.Captured.class);
        world.machine.advance(Duration.ofSeconds(2));

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(stories.types(id))
                .containsExactlyInAnyOrder(
                        "seats-held",
                        "reservation-started",
                        "reservation-payment-started",
                        "payment-requested",
                        "payment-captured",
                        "refund-requested",
                        "seats-released",
                        "reservation-expired",
                        "refund-completed");
    }

    @Test
    void tells_of_money_that_came_late_and_still_found_the_places() {
        ReservationId id = world.held(show, World.places(1));
        world.provider.meanwhile(() -> world.jump(World.HOLD_TIME));
        world.done(world.pay(id));

        assertThat(stories.types(id))
                .contains("reservation-reseated", "reservation-confirmed", "seats-sold")
                .doesNotContain("reservation-expired");
    }

    @Test
    void of_many_holds_that_end_together_each_story_tells_its_own() {
        List<ReservationId> ids =
                List.of(
                        world.held(show, World.places(1)),
                        world.held(show, World.places(2)),
                        world.held(show, World.places(3)));
        long before = world.memory.head().value();
        world.machine.advance(World.HOLD_TIME.plusSeconds(1));
        assertThat(world.memory.read(new Position(before), 100)).as("one unit").hasSize(1);

        for (ReservationId id : ids) {
            List<HistoryEntry> story = stories.history(world.customer, id);
            assertThat(story)
                    .extracting(HistoryEntry::type)
                    .containsExactly("seats-held", "reservation-started", "holds-lapsed");
            assertThat(story.get(2).actor()).startsWith("system:");
            assertThat(story.get(2).summary())
                    .endsWith(" free again: the time of the hold was over.");
            assertThat(story.get(2).toString()).contains(id.toString());
            assertThat(story)
                    .noneMatch(
                            entry ->
                                    ids.stream()
                                            .filter(other -> !other.equals(id))
                                            .anyMatch(
                                                    o -> entry.toString().contains(o.toString())));
        }
    }

    @Test
    void reads_nothing_of_the_sections_stream() {
        ReservationId id = world.confirmed(show, World.places(1));
        var section = Inventory.at(show, World.STALLS).stream();
        long before = world.log.readsOf(section);

        stories.history(world.customer, id);

        assertThat(world.log.readsOf(section)).isEqualTo(before);
    }

    @Test
    void what_is_recorded_while_it_is_read_is_told_as_a_whole_the_next_time() {
        ReservationId id = world.confirmed(show, World.places(1));
        List<HistoryEntry> before = stories.history(world.customer, id);
        Interrupted log =
                new Interrupted(world.memory, () -> world.done(world.cancel(world.owner, id)));
        Ticketing there = world.newProcess(log, MailboxLimits.DEFAULT);

        assertThat(Stories.events(there, world.customer, id)).isEqualTo(before);
        assertThat(Stories.events(there, world.customer, id))
                .hasSizeGreaterThan(before.size())
                .startsWith(before.toArray(HistoryEntry[]::new));
    }

    /** Something happens before streams are read together for the first time. */
    private static final class Interrupted implements EventLog {
        private final EventLog log;
        private final Deque<Runnable> happening = new ArrayDeque<>();

        Interrupted(EventLog log, Runnable happening) {
            this.log = log;
            this.happening.add(happening);
        }

        @Override
        public List<AppendResult> append(List<Unit> units) {
            return log.append(units);
        }

        @Override
        public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
            return log.read(stream, after, limit);
        }

        @Override
        public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
            Runnable next = happening.poll();
            if (next != null) {
                next.run();
            }
            return log.readAll(streams);
        }

        @Override
        public Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands) {
            return log.applied(commands);
        }
    }
}
