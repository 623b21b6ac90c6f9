package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;

/** What becomes of events that were set aside. */
abstract class RetryRules extends ConsumerRules {

    RetryRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void events_take_effect_after_all_and_leave_the_letter() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID key = Fresh.id();
        DeadLetter letter = retrying(park(lease, 1, 4));

        assertThat(store().drain(lease, letter.id(), new Position(2), put(key, "late"))).isTrue();

        assertThat(rows(consumer, key)).isEqualTo(Map.of(key, row("late")));
        assertThat(positionOf(consumer)).isEqualTo(new Position(4));
        assertThat(positionsIn(letter)).isEqualTo(positions(3, 4));
        DeadLetter left = open(consumer, letter.sequence());
        assertThat(left.id()).isEqualTo(letter.id());
        assertThat(left.status()).isEqualTo(Status.RETRYING);
        assertThat(left.events()).isEqualTo(2);
    }

    @Test
    void a_letter_that_was_drained_is_retried() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter letter = retrying(park(lease, 1, 3));
        assertThat(store().drain(lease, letter.id(), new Position(2), Changes.NONE)).isTrue();

        assertThat(store().drain(lease, letter.id(), new Position(3), Changes.NONE)).isTrue();

        assertThat(now(letter).status()).isEqualTo(Status.RETRIED);
        assertThat(positionsIn(letter)).isEmpty();
        assertThat(store().open(consumer)).isEmpty();
    }

    @Test
    void events_that_came_while_a_letter_was_drained_are_still_in_it() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter letter = retrying(park(lease, 1, 2));
        committedTo(lease, 3, parking(follower(letter.sequence(), 3)));

        assertThat(store().drain(lease, letter.id(), new Position(2), Changes.NONE)).isTrue();

        assertThat(now(letter).status()).isEqualTo(Status.RETRYING);
        assertThat(positionsIn(letter)).isEqualTo(positions(3));
    }

    @Test
    void what_an_old_lease_drains_leaves_nothing_behind() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);
        UUID key = Fresh.id();
        DeadLetter letter = retrying(park(old, 1, 2));
        lease(consumer);

        assertThat(store().drain(old, letter.id(), new Position(2), put(key, "late"))).isFalse();

        assertThat(now(letter)).isEqualTo(letter);
        assertThat(positionsIn(letter)).isEqualTo(positions(1, 2));
        assertThat(rows(consumer, key)).isEmpty();
    }

    @Test
    void what_a_paused_consumer_drains_leaves_nothing_behind() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        UUID key = Fresh.id();
        DeadLetter letter = retrying(park(lease, 1, 2));
        store().pause(consumer.name());

        assertThat(store().drain(lease, letter.id(), new Position(2), put(key, "late"))).isFalse();

        assertThat(now(letter)).isEqualTo(letter);
        assertThat(rows(consumer, key)).isEmpty();
    }

    @Test
    void a_retry_that_fails_is_counted_and_its_letter_parked_again() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter letter = retrying(park(lease, 1, 2));

        assertThat(store().failedAgain(lease, letter.id(), "still cannot")).isTrue();

        DeadLetter parked = now(letter);
        assertThat(parked.status()).isEqualTo(Status.PARKED);
        assertThat(parked.attempts()).isEqualTo(1);
        assertThat(parked.error()).isEqualTo("still cannot");
        assertThat(positionsIn(letter)).isEqualTo(positions(1, 2));
        assertThat(store().open(consumer)).containsExactly(parked);

        retrying(letter);
        assertThat(store().failedAgain(lease, letter.id(), "never")).isTrue();
        assertThat(now(letter).attempts()).isEqualTo(2);
    }

    @Test
    void a_failure_is_not_noted_for_an_old_lease() {
        ConsumerId consumer = newConsumer();
        Lease old = lease(consumer);
        DeadLetter letter = retrying(park(old, 1, 1));
        lease(consumer);

        assertThat(store().failedAgain(old, letter.id(), "still cannot")).isFalse();

        assertThat(now(letter)).isEqualTo(letter);
    }

    @Test
    void a_retry_can_be_asked_for_when_a_letter_is_parked_and_only_then() {
        Lease lease = lease(newConsumer());
        DeadLetter letter = park(lease, 1, 1);
        DeadLetter discarded = park(lease, 2, 2);
        store().discard(discarded.id(), OPERATOR, "no matter");

        assertThat(store().requestRetry(letter.id(), OPERATOR)).isTrue();

        assertThat(now(letter).status()).isEqualTo(Status.RETRYING);
        assertThat(store().requestRetry(letter.id(), OPERATOR)).isFalse();
        assertThat(store().drain(lease, letter.id(), new Position(1), Changes.NONE)).isTrue();
        assertThat(store().requestRetry(letter.id(), OPERATOR)).isFalse();
        assertThat(store().requestRetry(discarded.id(), OPERATOR)).isFalse();
        assertThat(store().requestRetry(Fresh.id(), OPERATOR)).isFalse();
        assertThat(now(letter).status()).isEqualTo(Status.RETRIED);
        assertThat(now(discarded).status()).isEqualTo(Status.DISCARDED);
    }

    @Test
    void a_person_gives_up_a_letter_with_a_reason() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter parked = park(lease, 1, 2);
        DeadLetter retrying = retrying(park(lease, 3, 3));

        assertThat(store().discard(parked.id(), OPERATOR, "a test order")).isTrue();
        assertThat(store().discard(retrying.id(), OPERATOR, "another")).isTrue();

        assertThat(now(parked).status()).isEqualTo(Status.DISCARDED);
        assertThat(now(parked).reason()).contains("a test order");
        assertThat(now(retrying).status()).isEqualTo(Status.DISCARDED);
        assertThat(store().open(consumer)).isEmpty();
    }

    @Test
    void what_is_not_open_cannot_be_given_up() {
        Lease lease = lease(newConsumer());
        DeadLetter discarded = park(lease, 1, 1);
        store().discard(discarded.id(), OPERATOR, "first");
        DeadLetter retried = retrying(park(lease, 2, 2));
        assertThat(store().drain(lease, retried.id(), new Position(2), Changes.NONE)).isTrue();

        assertThat(store().discard(discarded.id(), OPERATOR, "second")).isFalse();
        assertThat(store().discard(retried.id(), OPERATOR, "second")).isFalse();
        assertThat(store().discard(Fresh.id(), OPERATOR, "second")).isFalse();

        assertThat(now(discarded).reason()).contains("first");
        assertThat(now(retried).status()).isEqualTo(Status.RETRIED);
        assertThat(now(retried).reason()).isEmpty();
    }

    @Test
    void a_letter_that_was_given_up_stays_so_when_its_retry_ends() {
        Lease lease = lease(newConsumer());
        DeadLetter drained = retrying(park(lease, 1, 1));
        DeadLetter failed = retrying(park(lease, 2, 2));
        store().discard(drained.id(), OPERATOR, "no matter");
        store().discard(failed.id(), OPERATOR, "no matter");

        store().drain(lease, drained.id(), new Position(1), Changes.NONE);
        store().failedAgain(lease, failed.id(), "still cannot");

        assertThat(now(drained).status()).isEqualTo(Status.DISCARDED);
        assertThat(now(failed).status()).isEqualTo(Status.DISCARDED);
    }

    @Test
    void a_sequence_gets_a_new_letter_when_its_last_one_was_retried() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter old = retrying(park(lease, 1, 2));
        assertThat(store().drain(lease, old.id(), new Position(2), Changes.NONE)).isTrue();

        assertGetsNewLetter(lease, old, Status.RETRIED);
    }

    @Test
    void a_sequence_gets_a_new_letter_when_its_last_one_was_given_up() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        DeadLetter old = park(lease, 1, 2);
        store().discard(old.id(), OPERATOR, "no matter");

        assertGetsNewLetter(lease, old, Status.DISCARDED);
    }

    private void assertGetsNewLetter(Lease lease, DeadLetter old, Status status) {
        committedTo(lease, 5, parking(failed(old.sequence(), 5)));

        DeadLetter letter = open(lease.consumer(), old.sequence());
        assertThat(letter.id()).isNotEqualTo(old.id());
        assertThat(letter.first()).isEqualTo(new Position(5));
        assertThat(letter.attempts()).isZero();
        assertThat(positionsIn(letter)).isEqualTo(positions(5));
        assertThat(now(old).status()).isEqualTo(status);
    }

    private DeadLetter retrying(DeadLetter letter) {
        assertThat(store().requestRetry(letter.id(), OPERATOR)).isTrue();
        return now(letter);
    }
}
