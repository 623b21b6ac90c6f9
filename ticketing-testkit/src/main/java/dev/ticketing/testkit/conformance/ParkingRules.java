package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events that are set aside, and how they are found again. */
abstract class ParkingRules extends ConsumerRules {

    ParkingRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void an_event_is_set_aside_with_its_error_and_those_that_follow_it() {
        ConsumerId consumer = newConsumer();
        String sequence = newSequence();

        committedTo(
                lease(consumer),
                9,
                parking(failed(sequence, 3), follower(sequence, 5), follower(sequence, 8)));

        DeadLetter letter = open(consumer, sequence);
        assertThat(letter)
                .isEqualTo(
                        new DeadLetter(
                                letter.id(),
                                consumer,
                                sequence,
                                Status.PARKED,
                                new Position(3),
                                3,
                                "cannot",
                                0,
                                letter.parkedAt(),
                                Optional.empty()));
        assertThat(now(letter)).isEqualTo(letter);
        assertThat(positionsIn(letter)).isEqualTo(positions(3, 5, 8));
        assertThat(positionOf(consumer)).isEqualTo(new Position(9));
    }

    @Test
    void rows_are_stored_with_what_is_set_aside() {
        ConsumerId consumer = newConsumer();
        UUID key = Fresh.id();
        String sequence = newSequence();
        Changes changes = new Changes(put(key, "row").tables(), List.of(failed(sequence, 2)));

        committedTo(lease(consumer), 2, changes);

        assertThat(rows(consumer, key)).isEqualTo(Map.of(key, row("row")));
        assertThat(positionsIn(open(consumer, sequence))).isEqualTo(positions(2));
    }

    @Test
    void what_is_worked_off_is_set_aside_without_a_lease_together_with_its_rows() {
        ConsumerId consumer = newConsumer();
        UUID key = Fresh.id();
        UUID gone = Fresh.id();
        committed(lease(consumer), put(key, "before"));
        String sequence = newSequence();

        store().park(
                        consumer,
                        suite.table(),
                        Map.of(key, row("after"), gone, row("gone")),
                        List.of(failed(sequence, 0)));
        store().park(consumer, suite.table(), Map.of(), List.of(failed(sequence, 0)));

        assertThat(rows(consumer, key, gone)).isEqualTo(Map.of(key, row("after")));
        DeadLetter letter = open(consumer, sequence);
        assertThat(letter.error()).isEqualTo("cannot");
        assertThat(letter.events()).isEqualTo(1);
        assertThat(store().requestRetry(letter.id(), "user:operator")).isTrue();
        assertThat(store().drain(lease(consumer), letter.id(), letter.first(), Changes.NONE))
                .isTrue();
        assertThat(now(letter).status()).isEqualTo(Status.RETRIED);
    }

    @Test
    void later_events_of_a_sequence_are_added_to_its_open_letter() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter letter = park(lease, 1, 2);

        committedTo(lease, 4, parking(follower(letter.sequence(), 4)));
        committedTo(lease, 7, parking(failed(letter.sequence(), 6)));

        DeadLetter grown = open(consumer, letter.sequence());
        assertThat(grown.id()).isEqualTo(letter.id());
        assertThat(grown.first()).isEqualTo(new Position(1));
        assertThat(grown.events()).isEqualTo(4);
        assertThat(grown.error()).isEqualTo("cannot");
        assertThat(positionsIn(grown)).isEqualTo(positions(1, 2, 4, 6));
    }

    @Test
    void open_letters_are_listed_by_their_first_event() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        String early = newSequence();
        String late = newSequence();

        committedTo(lease, 4, parking(failed(late, 3), failed(early, 2), follower(late, 4)));
        DeadLetter latest = park(lease, 5, 5);

        assertThat(store().open(consumer))
                .extracting(DeadLetter::sequence)
                .containsExactly(early, late, latest.sequence());
    }

    @Test
    void copies_set_aside_each_for_itself() {
        ConsumerId serving = newConsumer();
        ConsumerId rebuilding = begin(serving, Role.REBUILDING);
        DeadLetter letter = park(lease(serving), 1, 3);

        committedTo(lease(rebuilding), 2, parking(failed(letter.sequence(), 2)));

        assertThat(store().open(serving)).containsExactly(letter);
        DeadLetter own = open(rebuilding, letter.sequence());
        assertThat(own.id()).isNotEqualTo(letter.id());
        assertThat(own.consumer()).isEqualTo(rebuilding);
        assertThat(positionsIn(own)).isEqualTo(positions(2));
    }

    @Test
    void positions_are_read_in_pages() {
        DeadLetter letter = park(lease(newConsumer()), 1, 5);

        assertThat(store().parked(letter.id(), Position.START, 2)).isEqualTo(positions(1, 2));
        assertThat(store().parked(letter.id(), new Position(2), 2)).isEqualTo(positions(3, 4));
        assertThat(store().parked(letter.id(), new Position(4), 2)).isEqualTo(positions(5));
        assertThat(store().parked(letter.id(), new Position(5), 2)).isEmpty();
    }

    @Test
    void letters_are_found_by_consumer_in_pages_newest_first() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        List<UUID> parked = new ArrayList<>();
        for (int position = 1; position <= 5; position++) {
            parked.add(park(lease, position, position).id());
        }
        park(lease(newConsumer()), 1, 1);

        List<UUID> found = idsOf(consumer, Optional.empty(), Optional.empty(), Fresh.ENOUGH);

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(parked)
                .isSortedAccordingTo((one, other) -> other.toString().compareTo(one.toString()));
        assertThat(idsOf(consumer, Optional.empty(), Optional.empty(), 2))
                .isEqualTo(found.subList(0, 2));
        assertThat(idsOf(consumer, Optional.empty(), Optional.of(found.get(1)), 2))
                .isEqualTo(found.subList(2, 4));
        assertThat(idsOf(consumer, Optional.empty(), Optional.of(found.get(4)), 2)).isEmpty();
    }

    @Test
    void letters_are_found_by_status() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID parked = park(lease, 1, 1).id();
        UUID retrying = park(lease, 2, 2).id();
        UUID retried = park(lease, 3, 3).id();
        UUID discarded = park(lease, 4, 4).id();
        assertThat(store().requestRetry(retrying, OPERATOR)).isTrue();
        assertThat(store().requestRetry(retried, OPERATOR)).isTrue();
        assertThat(store().drain(lease, retried, new Position(3), Changes.NONE)).isTrue();
        assertThat(store().discard(discarded, OPERATOR, "no matter")).isTrue();

        assertThat(idsOf(consumer, Status.PARKED)).containsExactly(parked);
        assertThat(idsOf(consumer, Status.RETRYING)).containsExactly(retrying);
        assertThat(idsOf(consumer, Status.RETRIED)).containsExactly(retried);
        assertThat(idsOf(consumer, Status.DISCARDED)).containsExactly(discarded);
        assertThat(store().open(consumer))
                .extracting(DeadLetter::id)
                .containsExactly(parked, retrying);
    }

    @Test
    void letters_of_all_consumers_and_copies_are_found_together() {
        ConsumerId serving = newConsumer();
        UUID one = park(lease(serving), 1, 1).id();
        UUID other = park(lease(newConsumer()), 1, 1).id();
        UUID rebuilding = park(lease(begin(serving, Role.REBUILDING)), 1, 1).id();

        assertThat(
                        store().deadLetters(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Fresh.ENOUGH))
                .extracting(DeadLetter::id)
                .contains(one, other, rebuilding);
        assertThat(idsOf(serving, Status.PARKED)).containsExactlyInAnyOrder(one, rebuilding);
    }

    @Test
    void a_letter_that_is_not_there_is_not_found() {
        assertThat(store().deadLetter(park(lease(newConsumer()), 1, 2).id())).isPresent();
        UUID unknown = Fresh.id();

        assertThat(store().deadLetter(unknown)).isEmpty();
        assertThat(store().parked(unknown, Position.START, 10)).isEmpty();
        assertThat(store().open(new ConsumerId(suite.newName(), 1))).isEmpty();
    }

    private List<UUID> idsOf(ConsumerId consumer, Status status) {
        return idsOf(consumer, Optional.of(status), Optional.empty(), Fresh.ENOUGH);
    }

    private List<UUID> idsOf(
            ConsumerId consumer, Optional<Status> status, Optional<UUID> before, int limit) {
        return store().deadLetters(Optional.of(consumer.name()), status, before, limit).stream()
                .map(DeadLetter::id)
                .toList();
    }
}
