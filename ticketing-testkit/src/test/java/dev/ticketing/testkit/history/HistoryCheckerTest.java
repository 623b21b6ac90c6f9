package dev.ticketing.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.history.Finding.Kind;
import dev.ticketing.testkit.history.Operation.Claim;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What is planted is found, and what is right is let pass. */
class HistoryCheckerTest {

    private static final SeatLabel SEAT = new SeatLabel("A-1");
    private static final SeatLabel OTHER_SEAT = new SeatLabel("A-2");
    private static final Places ONE = new Places.Seats(List.of(SEAT));
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now;
    private long ids;
    private final Ledger ledger = Ledger.inMemory(() -> now);
    private final Written log = new Written();

    private static UUID id(long number) {
        return new UUID(3, number);
    }

    private Operation ask(Wish wish) {
        now += SECOND;
        return ledger.invoked(new UUID(2, ids++), wish);
    }

    private Operation askForSeat() {
        return ask(new Wish.Hold(Written.SHOW, Written.SECTION, ONE));
    }

    private void acknowledge(Operation operation, UUID id) {
        now += SECOND;
        ledger.acknowledged(operation, id);
    }

    private void record(Operation hold, long id) {
        log.held(hold.key(), new ReservationId(id(id)), ONE, now);
    }

    /** Held, recorded and acknowledged. */
    private Operation hold(long id) {
        Operation hold = askForSeat();
        record(hold, id);
        acknowledge(hold, id(id));
        return hold;
    }

    private Operation cancel(long id) {
        Operation cancel = ask(new Wish.Cancel(new ReservationId(id(id))));
        log.cancelled(cancel.key(), new ReservationId(id(id)), ONE, now);
        acknowledge(cancel, id(id));
        return cancel;
    }

    private Operation pay(long reservation, long payment) {
        Operation pay = ask(new Wish.Pay(new ReservationId(id(reservation))));
        PaymentId id = new PaymentId(id(payment));
        log.requested(pay.key(), id, new ReservationId(id(reservation)), now);
        log.captured(pay.key(), id, now);
        log.confirmed(pay.key(), id, new ReservationId(id(reservation)), now);
        now += SECOND;
        ledger.acknowledged(pay, id(payment), Claim.CAPTURED);
        return pay;
    }

    private HistoryReport check() {
        return HistoryChecker.check(ledger, log.events());
    }

    private void assertFound(Kind... kinds) {
        assertThat(check().findings()).extracting(Finding::kind).containsExactly(kinds);
    }

    @Test
    void a_sale_that_is_there_once_is_clean() {
        hold(1);
        pay(1, 2);
        cancel(1);
        hold(3);

        HistoryReport report = check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.summary())
                .isEqualTo(
                        "operations=4, acknowledged=4, refused=0, unknown=0 (happened=0, not=0),"
                                + " seats=1, lost=0, other findings=0");
    }

    @Test
    void what_was_acknowledged_and_is_not_there_is_lost() {
        Operation hold = hold(1);
        Operation pay = pay(1, 2);
        Operation cancel = cancel(1);

        Written less = log.without(hold.key()).without(pay.key()).without(cancel.key());

        assertThat(HistoryChecker.check(ledger, less.events()).count(Kind.LOST)).isEqualTo(3);
    }

    @Test
    void other_places_than_were_asked_for_are_not_what_was_asked_for() {
        for (Wish.Hold asked :
                List.of(
                        new Wish.Hold(Written.SHOW, Written.SECTION, new Places.Count(2)),
                        new Wish.Hold(
                                Written.SHOW,
                                Written.SECTION,
                                new Places.Seats(List.of(OTHER_SEAT))),
                        new Wish.Hold(Written.SHOW, new SectionId("circle"), ONE),
                        new Wish.Hold(new ShowId(new UUID(9, 8)), Written.SECTION, ONE))) {
            Ledger own = Ledger.inMemory(() -> now);
            Operation hold = own.invoked(new UUID(2, ids++), asked);
            own.acknowledged(hold, id(1));
            Written wrong = new Written();
            wrong.held(hold.key(), new ReservationId(id(1)), ONE, now);

            assertThat(HistoryChecker.check(own, wrong.events()).findings())
                    .as(asked.toString())
                    .extracting(Finding::kind)
                    .contains(Kind.PHANTOM, Kind.LOST);
        }
    }

    @Test
    void other_seats_than_were_told_are_not_what_was_told() {
        Operation hold = ask(new Wish.Hold(Written.SHOW, Written.SECTION, new Places.Count(1)));
        record(hold, 1);
        ledger.acknowledged(hold, id(1), List.of(OTHER_SEAT));

        assertThat(check().findings()).extracting(Finding::kind).contains(Kind.PHANTOM, Kind.LOST);
    }

    @Test
    void what_is_done_to_another_reservation_was_not_asked_for() {
        hold(1);
        Operation pay = ask(new Wish.Pay(new ReservationId(id(7))));
        log.requested(pay.key(), new PaymentId(id(2)), new ReservationId(id(1)), now);
        Operation cancel = ask(new Wish.Cancel(new ReservationId(id(7))));
        log.cancelled(cancel.key(), new ReservationId(id(1)), ONE, now);

        assertFound(Kind.PHANTOM, Kind.PHANTOM);
    }

    @Test
    void money_that_was_acknowledged_and_is_not_there_is_lost() {
        hold(1);
        Operation pay = ask(new Wish.Pay(new ReservationId(id(1))));
        log.requested(pay.key(), new PaymentId(id(2)), new ReservationId(id(1)), now);
        ledger.acknowledged(pay, id(2), Claim.CAPTURED);

        assertFound(Kind.LOST);
    }

    @Test
    void money_that_was_declined_and_is_taken_is_found() {
        hold(1);
        Operation pay = ask(new Wish.Pay(new ReservationId(id(1))));
        log.requested(pay.key(), new PaymentId(id(2)), new ReservationId(id(1)), now);
        log.captured(pay.key(), new PaymentId(id(2)), now);
        ledger.acknowledged(pay, id(2), Claim.DECLINED);

        assertFound(Kind.PHANTOM);
    }

    @Test
    void money_that_is_taken_twice_is_found() {
        hold(1);
        Operation pay = pay(1, 2);
        log.captured(pay.key(), new PaymentId(id(2)), now);

        assertFound(Kind.DOUBLED);
    }

    @Test
    void one_operation_that_is_done_twice_is_found() {
        Operation hold = hold(1);
        cancel(1);
        record(hold, 2);

        // Told 1, done again as 2.
        assertThat(check().findings()).extracting(Finding::kind).contains(Kind.DOUBLED);
    }

    @Test
    void an_operation_that_is_answered_with_two_ids_is_found() {
        Operation hold = hold(1);
        ledger.acknowledged(hold, id(1));
        assertThat(check().findings()).isEmpty();

        ledger.acknowledged(hold, id(2));

        assertThat(check().findings()).extracting(Finding::kind).contains(Kind.DOUBLED);
    }

    @Test
    void what_nobody_asked_for_is_found() {
        log.held(new UUID(7, 7), new ReservationId(id(1)), ONE, now);

        assertFound(Kind.PHANTOM);
    }

    @Test
    void what_a_request_without_a_ledger_did_is_found() {
        log.held(Written.NOBODY, new ReservationId(id(1)), ONE, now);

        assertFound(Kind.PHANTOM);
    }

    @Test
    void what_was_refused_and_is_there_is_found() {
        Operation hold = askForSeat();
        record(hold, 1);
        now += SECOND;
        ledger.refused(hold, "SALES_NOT_OPEN");

        assertFound(Kind.PHANTOM);
    }

    @Test
    void the_log_decides_what_became_of_operations_without_an_answer() {
        Operation happened = askForSeat();
        record(happened, 1);
        ledger.unanswered(happened);
        ledger.unanswered(askForSeat());
        Operation never = askForSeat();
        Operation toldLater = ask(new Wish.Cancel(new ReservationId(id(1))));
        ledger.unanswered(toldLater);
        log.cancelled(toldLater.key(), new ReservationId(id(1)), ONE, now);
        acknowledge(toldLater, id(1));

        HistoryReport report = check();

        assertThat(never.state()).isEqualTo(Operation.State.UNKNOWN);
        assertThat(report.findings()).isEmpty();
        assertThat(report.unknown()).isEqualTo(4);
        assertThat(report.happened()).isEqualTo(2);
    }

    @Test
    void giving_up_twice_is_done_once() {
        hold(1);
        cancel(1);
        acknowledge(ask(new Wish.Cancel(new ReservationId(id(1)))), id(1));

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void an_answer_that_came_before_the_question_of_what_is_before_it_in_the_log_is_found() {
        Places others = new Places.Seats(List.of(OTHER_SEAT));
        Operation first = askForSeat();
        acknowledge(first, id(1));
        Operation second = ask(new Wish.Hold(Written.SHOW, Written.SECTION, others));
        acknowledge(second, id(2));
        log.held(second.key(), new ReservationId(id(2)), others, now);
        record(first, 1);

        assertFound(Kind.OUT_OF_ORDER);
    }

    @Test
    void operations_at_the_same_time_may_be_in_either_order() {
        Places others = new Places.Seats(List.of(OTHER_SEAT));
        Operation first = askForSeat();
        Operation second = ask(new Wish.Hold(Written.SHOW, Written.SECTION, others));
        acknowledge(first, id(1));
        acknowledge(second, id(2));
        log.held(second.key(), new ReservationId(id(2)), others, now);
        record(first, 1);

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void a_seat_that_is_given_to_two_is_found() {
        hold(1);
        hold(2);

        assertFound(Kind.NOT_LINEARIZABLE);
    }

    @Test
    void a_seat_may_be_given_again_when_the_hold_is_over_and_not_before() {
        hold(1);
        now += Written.HOLD_TIME.toNanos() - 4 * SECOND;
        log.expired(new ReservationId(id(1)), ONE, now);
        Operation second = askForSeat();
        record(second, 2);
        // The hold was asked for 30 s before at the latest: it may be over.
        now += 2 * SECOND;
        ledger.acknowledged(second, id(2));
        assertThat(check().findings()).isEmpty();

        Operation third = askForSeat();
        log.expired(new ReservationId(id(2)), ONE, now);
        record(third, 3);
        acknowledge(third, id(3));
        assertFound(Kind.NOT_LINEARIZABLE);
    }

    @Test
    void a_seat_that_is_refused_though_nobody_has_it_is_found() {
        hold(1);
        cancel(1);
        Operation refused = askForSeat();
        now += SECOND;
        ledger.refused(refused, "SEAT_TAKEN", List.of(SEAT));

        assertFound(Kind.NOT_LINEARIZABLE);
    }

    @Test
    void a_seat_may_be_refused_while_it_is_being_given_or_given_back() {
        Operation hold = askForSeat();
        Operation early = askForSeat();
        now += SECOND;
        ledger.refused(early, "SEAT_TAKEN", List.of(SEAT));
        record(hold, 1);
        acknowledge(hold, id(1));
        Operation cancel = ask(new Wish.Cancel(new ReservationId(id(1))));
        Operation late = askForSeat();
        log.cancelled(cancel.key(), new ReservationId(id(1)), ONE, now);
        acknowledge(cancel, id(1));
        ledger.refused(late, "SEAT_TAKEN", List.of(SEAT));

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void a_hold_without_an_answer_explains_a_refusal_only_if_the_log_has_it() {
        Operation hold = askForSeat();
        Operation refused = askForSeat();
        now += SECOND;
        ledger.refused(refused, "SEAT_TAKEN", List.of(SEAT));
        assertFound(Kind.NOT_LINEARIZABLE);

        record(hold, 1);
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void a_sale_of_a_seat_that_the_buyer_has_no_longer_is_found() {
        hold(1);
        cancel(1);
        pay(1, 2);

        assertFound(Kind.NOT_LINEARIZABLE);
    }

    @Test
    void a_block_explains_a_refusal() {
        log.add(Written.section(), Written.NOBODY, new SeatsBlocked(ONE));
        Operation refused = askForSeat();
        now += SECOND;
        ledger.refused(refused, "SEAT_TAKEN", List.of(SEAT));
        log.add(Written.section(), Written.NOBODY, new SeatsUnblocked(ONE));
        hold(1);

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void two_operations_under_one_key_are_no_history() {
        ledger.invoked(id(1), new Wish.Pay(new ReservationId(id(1))));
        ledger.invoked(id(1), new Wish.Pay(new ReservationId(id(1))));

        assertThatIllegalArgumentException().isThrownBy(() -> new HistoryChecker(ledger));
    }
}
