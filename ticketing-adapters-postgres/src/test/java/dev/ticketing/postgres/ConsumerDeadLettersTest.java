package dev.ticketing.postgres;

import static dev.ticketing.postgres.SampleStore.FIRST;
import static dev.ticketing.postgres.SampleStore.LONG;
import static dev.ticketing.postgres.Samples.SAMPLES;
import static dev.ticketing.postgres.Samples.put;
import static dev.ticketing.postgres.Samples.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.consumer.RowsRefused;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What happens to events that a consumer cannot handle. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsumerDeadLettersTest {

    private static final String OPERATOR = "user:operator";
    private static final UUID A = new UUID(0, 1);

    private final SampleStore samples;
    private final PostgresConsumerStore store;
    private Lease lease;

    ConsumerDeadLettersTest(TestDatabase database) throws SQLException {
        this.samples = new SampleStore(database);
        this.store = samples.store();
        this.lease = new Lease(FIRST, 0, Position.START);
    }

    @BeforeEach
    void reset() throws SQLException {
        samples.reset();
        lease = samples.lease(FIRST);
    }

    @AfterAll
    void close() {
        samples.close();
    }

    private static Parked failed(String sequence, long position) {
        return new Parked(sequence, new Position(position), Optional.of("cannot " + position));
    }

    private static Parked follows(String sequence, long position) {
        return new Parked(sequence, new Position(position), Optional.empty());
    }

    private void park(long from, long to, Parked... parked) {
        Changes changes = new Changes(List.of(), List.of(parked));
        assertThat(store.commit(lease, new Position(from), new Position(to), changes, LONG))
                .isTrue();
    }

    private UUID parkOne(String sequence, long position) {
        park(samples.status(FIRST).position().value(), position, failed(sequence, position));
        return openOf(sequence).id();
    }

    private DeadLetter openOf(String sequence) {
        return store.open(FIRST).stream()
                .filter(letter -> letter.sequence().equals(sequence))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> parkedIn(UUID letter) {
        return store.parked(letter, Position.START, 100).stream().map(Position::value).toList();
    }

    @Test
    void a_sequence_has_one_open_letter_with_all_its_events_in_order() {
        park(0, 6, failed("b", 1), failed("a", 2), follows("b", 4), failed("b", 6));
        park(6, 9, follows("a", 7), follows("b", 9));

        List<DeadLetter> open = store.open(FIRST);

        assertThat(open)
                .extracting(DeadLetter::sequence, DeadLetter::error, DeadLetter::events)
                .containsExactly(tuple("b", "cannot 1", 4L), tuple("a", "cannot 2", 2L));
        DeadLetter first = open.getFirst();
        assertThat(first.consumer()).isEqualTo(FIRST);
        assertThat(first.status()).isEqualTo(Status.PARKED);
        assertThat(first.first()).isEqualTo(new Position(1));
        assertThat(first.attempts()).isZero();
        assertThat(first.reason()).isEmpty();
        assertThat(first.id().version()).isEqualTo(7);
        assertThat(parkedIn(first.id())).containsExactly(1L, 4L, 6L, 9L);
        assertThat(store.parked(first.id(), new Position(1), 2))
                .containsExactly(new Position(4), new Position(6));
        assertThat(store.deadLetter(first.id())).contains(first);
    }

    @Test
    void an_event_that_follows_a_letter_discarded_meanwhile_is_not_lost() {
        UUID discarded = parkOne("a", 1);
        store.discard(discarded, OPERATOR, "never mind");

        park(1, 2, follows("a", 2));

        assertThat(parkedIn(openOf("a").id())).containsExactly(2L);
        assertThat(parkedIn(discarded)).containsExactly(1L);
    }

    @Test
    void a_retry_is_asked_for_once() {
        UUID letter = parkOne("a", 1);

        assertThat(store.requestRetry(letter, OPERATOR)).isTrue();
        assertThat(store.requestRetry(letter, OPERATOR)).isFalse();

        assertThat(openOf("a").status()).isEqualTo(Status.RETRYING);
        assertThat(store.requestRetry(A, OPERATOR)).isFalse();
    }

    @Test
    void draining_stores_rows_and_takes_events_out_until_none_is_left() {
        park(0, 3, failed("a", 1), follows("a", 2), follows("a", 3));
        UUID letter = openOf("a").id();
        store.requestRetry(letter, OPERATOR);

        assertThat(store.drain(lease, letter, new Position(2), put(A, sample("one")))).isTrue();

        assertThat(store.load(FIRST, SAMPLES, Set.of(A))).containsEntry(A, sample("one"));
        assertThat(parkedIn(letter)).containsExactly(3L);
        assertThat(openOf("a").status()).isEqualTo(Status.RETRYING);

        park(3, 4, follows("a", 4));
        assertThat(store.drain(lease, letter, new Position(4), Changes.NONE)).isTrue();

        assertThat(store.open(FIRST)).isEmpty();
        DeadLetter done = store.deadLetter(letter).orElseThrow();
        assertThat(done.status()).isEqualTo(Status.RETRIED);
        assertThat(done.events()).isZero();
        assertThat(samples.status(FIRST).position()).isEqualTo(new Position(4));
    }

    @Test
    void a_retry_that_fails_again_is_counted() {
        UUID letter = parkOne("a", 1);
        store.requestRetry(letter, OPERATOR);

        assertThat(store.failedAgain(lease, letter, "still not")).isTrue();

        DeadLetter open = openOf("a");
        assertThat(open.status()).isEqualTo(Status.PARKED);
        assertThat(open.attempts()).isEqualTo(1);
        assertThat(open.error()).isEqualTo("still not");
        assertThat(open.events()).isEqualTo(1);
    }

    @Test
    void a_stale_lease_neither_drains_nor_notes_failures() {
        UUID letter = parkOne("a", 1);
        store.requestRetry(letter, OPERATOR);
        samples.lease(FIRST);

        assertThat(store.drain(lease, letter, new Position(1), put(A, sample("one")))).isFalse();
        assertThat(store.failedAgain(lease, letter, "late")).isFalse();

        assertThat(store.load(FIRST, SAMPLES, Set.of(A))).isEmpty();
        assertThat(openOf("a").status()).isEqualTo(Status.RETRYING);
        assertThat(parkedIn(letter)).containsExactly(1L);
    }

    @Test
    void a_paused_consumer_does_not_drain() {
        UUID letter = parkOne("a", 1);
        store.requestRetry(letter, OPERATOR);
        store.pause(Samples.CONSUMER);

        assertThat(store.drain(lease, letter, new Position(1), Changes.NONE)).isFalse();
        assertThat(parkedIn(letter)).containsExactly(1L);
    }

    @Test
    void a_letter_that_was_discarded_has_no_effect_any_more() {
        UUID letter = parkOne("a", 1);
        store.requestRetry(letter, OPERATOR);

        assertThat(store.discard(letter, OPERATOR, "a test sale")).isTrue();
        assertThat(store.discard(letter, OPERATOR, "again")).isFalse();

        assertThat(store.drain(lease, letter, new Position(1), put(A, sample("one")))).isFalse();
        assertThat(store.load(FIRST, SAMPLES, Set.of(A))).isEmpty();
        assertThat(store.failedAgain(lease, letter, "late")).isFalse();
        DeadLetter done = store.deadLetter(letter).orElseThrow();
        assertThat(done.status()).isEqualTo(Status.DISCARDED);
        assertThat(done.reason()).contains("a test sale");
        assertThat(store.open(FIRST)).isEmpty();

        UUID next = parkOne("a", 2);
        assertThat(next).isNotEqualTo(letter);
    }

    @Test
    void a_drain_that_is_refused_leaves_the_letter_as_it_was() {
        UUID letter = parkOne("a", 1);
        store.requestRetry(letter, OPERATOR);

        assertThatThrownBy(
                        () ->
                                store.drain(
                                        lease,
                                        letter,
                                        new Position(1),
                                        put(A, sample("no").withAmount(-1))))
                .isInstanceOf(RowsRefused.class);

        assertThat(openOf("a").status()).isEqualTo(Status.RETRYING);
        assertThat(parkedIn(letter)).containsExactly(1L);
    }

    @Test
    void letters_are_listed_newest_first_by_consumer_and_status() {
        UUID one = parkOne("a", 1);
        UUID two = parkOne("b", 2);
        UUID three = parkOne("c", 3);
        List<UUID> newestFirst =
                List.of(one, two, three).stream()
                        .sorted((x, y) -> y.toString().compareTo(x.toString()))
                        .toList();
        store.discard(two, OPERATOR, "never mind");

        assertThat(listed(Optional.empty(), Optional.empty(), Optional.empty(), 10))
                .isEqualTo(newestFirst);
        assertThat(listed(Optional.empty(), Optional.empty(), Optional.empty(), 2))
                .isEqualTo(newestFirst.subList(0, 2));
        assertThat(
                        listed(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(newestFirst.getFirst()),
                                10))
                .isEqualTo(newestFirst.subList(1, 3));
        assertThat(
                        listed(
                                Optional.of(Samples.CONSUMER),
                                Optional.of(Status.DISCARDED),
                                Optional.empty(),
                                10))
                .containsExactly(two);
        assertThat(listed(Optional.of("another"), Optional.empty(), Optional.empty(), 10))
                .isEmpty();
    }

    private List<UUID> listed(
            Optional<String> consumer, Optional<Status> status, Optional<UUID> before, int limit) {
        return store.deadLetters(consumer, status, before, limit).stream()
                .map(DeadLetter::id)
                .toList();
    }

    @Test
    void copies_set_aside_for_themselves() {
        UUID letter = parkOne("a", 1);
        ConsumerId second = store.begin(Samples.CONSUMER, Role.CHECKING).orElseThrow();
        Lease other = samples.lease(second);
        samples.advance(other, 1, new Changes(List.of(), List.of(failed("a", 1))));

        assertThat(store.open(FIRST)).extracting(DeadLetter::id).containsExactly(letter);
        assertThat(store.open(second)).hasSize(1);
        assertThat(store.drain(other, letter, new Position(1), Changes.NONE)).isFalse();

        store.drop(second);
        assertThat(store.open(second)).isEmpty();
        assertThat(parkedIn(letter)).containsExactly(1L);
    }
}
