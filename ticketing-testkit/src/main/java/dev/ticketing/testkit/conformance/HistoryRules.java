package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ticketing.core.consumer.Changes;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.DeadLetter.Status;
import dev.ticketing.core.consumer.DeadLetterAction;
import dev.ticketing.core.consumer.DeadLetterAction.Kind;
import dev.ticketing.core.consumer.DeadLetterCount;
import dev.ticketing.core.consumer.Lease;
import dev.ticketing.core.log.Position;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What is on record about dead letters, and what is done about many at once. */
abstract class HistoryRules extends ConsumerRules {

    HistoryRules(ConsumerStoreConformance suite) {
        super(suite);
    }

    @Test
    void a_new_letter_says_why_it_was_parked() {
        Lease lease = lease(newConsumer());

        DeadLetter letter = park(lease, 1, 3);

        assertThat(store().history(letter.id()))
                .singleElement()
                .satisfies(
                        action -> {
                            assertThat(action.kind()).isEqualTo(Kind.PARKED);
                            assertThat(action.actor())
                                    .isEqualTo("system:" + lease.consumer().name());
                            assertThat(action.reason()).contains("cannot");
                            assertThat(action.at()).isEqualTo(letter.parkedAt());
                        });
    }

    @Test
    void everything_that_was_done_about_a_letter_is_told_in_order_with_who_did_it() {
        Lease lease = lease(newConsumer());
        String system = "system:" + lease.consumer().name();
        DeadLetter letter = park(lease, 1, 2);

        assertThat(store().requestRetry(letter.id(), OPERATOR)).isTrue();
        assertThat(store().failedAgain(lease, letter.id(), "still cannot")).isTrue();
        assertThat(store().requestRetry(letter.id(), "user:other")).isTrue();
        assertThat(store().drain(lease, letter.id(), new Position(1), Changes.NONE)).isTrue();
        assertThat(store().drain(lease, letter.id(), new Position(2), Changes.NONE)).isTrue();

        assertThat(store().history(letter.id()))
                .extracting(
                        DeadLetterAction::kind, DeadLetterAction::actor, DeadLetterAction::reason)
                .containsExactly(
                        tuple(Kind.PARKED, system, Optional.of("cannot")),
                        tuple(Kind.RETRY_REQUESTED, OPERATOR, Optional.empty()),
                        tuple(Kind.FAILED, system, Optional.of("still cannot")),
                        tuple(Kind.RETRY_REQUESTED, "user:other", Optional.empty()),
                        tuple(Kind.RETRIED, system, Optional.empty()));
        assertThat(store().history(letter.id())).extracting(DeadLetterAction::at).isSorted();
    }

    @Test
    void who_gave_a_letter_up_and_why_is_on_record() {
        Lease lease = lease(newConsumer());
        DeadLetter letter = park(lease, 1, 1);

        assertThat(store().discard(letter.id(), OPERATOR, "a test order")).isTrue();

        DeadLetterAction last = store().history(letter.id()).getLast();
        assertThat(last.kind()).isEqualTo(Kind.DISCARDED);
        assertThat(last.actor()).isEqualTo(OPERATOR);
        assertThat(last.reason()).contains("a test order");
    }

    @Test
    void what_was_not_done_is_not_on_record() {
        Lease lease = lease(newConsumer());
        DeadLetter letter = park(lease, 1, 1);
        store().discard(letter.id(), OPERATOR, "a test order");
        List<DeadLetterAction> before = store().history(letter.id());

        assertThat(store().requestRetry(letter.id(), OPERATOR)).isFalse();
        assertThat(store().discard(letter.id(), OPERATOR, "again")).isFalse();
        assertThat(store().failedAgain(lease, letter.id(), "never mind")).isFalse();

        assertThat(store().history(letter.id())).isEqualTo(before);
        assertThat(store().history(Fresh.id())).isEmpty();
    }

    @Test
    void the_latest_of_a_long_history_is_told() {
        Lease lease = lease(newConsumer());
        DeadLetter letter = park(lease, 1, 1);
        for (int i = 0; i < ConsumerStore.MAX_HISTORY / 2; i++) {
            store().requestRetry(letter.id(), OPERATOR);
            store().failedAgain(lease, letter.id(), "attempt " + i);
        }

        List<DeadLetterAction> history = store().history(letter.id());

        assertThat(history).hasSize(ConsumerStore.MAX_HISTORY);
        assertThat(history.getFirst().kind()).isEqualTo(Kind.RETRY_REQUESTED);
        assertThat(history.getLast().reason())
                .contains("attempt " + (ConsumerStore.MAX_HISTORY / 2 - 1));
    }

    @Test
    void all_letters_of_a_consumer_that_are_parked_are_tried_again_at_once() {
        Lease lease = lease(newConsumer());
        DeadLetter one = park(lease, 1, 2);
        DeadLetter two = park(lease, 3, 3);
        DeadLetter discarded = park(lease, 4, 4);
        store().discard(discarded.id(), OPERATOR, "no matter");
        DeadLetter others = park(lease(newConsumer()), 1, 1);

        assertThat(store().requestRetries(Optional.of(lease.consumer().name()), OPERATOR))
                .isEqualTo(2);

        assertThat(List.of(now(one), now(two)))
                .extracting(DeadLetter::status)
                .containsOnly(Status.RETRYING);
        assertThat(store().history(two.id()).getLast().actor()).isEqualTo(OPERATOR);
        assertThat(now(discarded).status()).isEqualTo(Status.DISCARDED);
        assertThat(now(others).status()).isEqualTo(Status.PARKED);
        assertThat(store().requestRetries(Optional.of(lease.consumer().name()), OPERATOR)).isZero();

        assertThat(store().requestRetries(Optional.empty(), OPERATOR)).isPositive();
        assertThat(now(others).status()).isEqualTo(Status.RETRYING);
    }

    @Test
    void a_letter_of_a_retired_copy_is_not_tried_again_and_can_be_given_up() {
        ConsumerId old = newConsumer();
        DeadLetter letter = park(lease(old), 1, 1);
        Lease rebuilding = lease(begin(old, Role.REBUILDING));
        committedTo(rebuilding, 1, Changes.NONE);
        assertThat(store().promote(rebuilding)).isTrue();

        assertThat(store().requestRetry(letter.id(), OPERATOR)).isFalse();
        assertThat(store().requestRetries(Optional.of(old.name()), OPERATOR)).isZero();

        assertThat(now(letter).status()).isEqualTo(Status.PARKED);
        assertThat(store().discard(letter.id(), OPERATOR, "rebuilt")).isTrue();
    }

    @Test
    void letters_are_counted_by_copy_and_status() {
        ConsumerId consumer = newConsumer();
        Lease lease = lease(consumer);
        park(lease, 1, 3);
        DeadLetter failed = park(lease, 4, 4);
        store().requestRetry(failed.id(), OPERATOR);
        store().failedAgain(lease, failed.id(), "still cannot");
        DeadLetter discarded = park(lease, 5, 6);
        store().discard(discarded.id(), OPERATOR, "no matter");

        assertThat(store().countDeadLetters())
                .filteredOn(count -> count.consumer().name().equals(consumer.name()))
                .containsExactlyInAnyOrder(
                        new DeadLetterCount(consumer, Status.PARKED, 2, 4, 1),
                        new DeadLetterCount(consumer, Status.DISCARDED, 1, 2, 0));
    }

    @Test
    void a_copy_that_is_dropped_takes_the_history_of_its_letters_along() {
        ConsumerId serving = newConsumer();
        Lease rebuilding = lease(begin(serving, Role.REBUILDING));
        DeadLetter letter = park(rebuilding, 1, 1);

        store().drop(rebuilding.consumer());

        assertThat(store().history(letter.id())).isEmpty();
    }
}
