package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.services.SoundLog.assertFinds;
import static dev.ticketing.testkit.services.SoundLog.renumbered;
import static dev.ticketing.testkit.services.SoundLog.withEvent;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketFacts;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A sound log, and what is found when one thing of its payments or tickets is made wrong. */
class SalesInvariantsTest {

    private final SoundLog sound = new SoundLog();
    private final World world = sound.world;

    @Test
    void finds_a_confirmation_without_a_capture() {
        assertFinds(
                "Reservation .* is confirmed without exactly its total.",
                sound.without(PaymentCaptured.class));
    }

    @Test
    void finds_a_confirmation_for_another_amount() {
        assertFinds(
                "Reservation .* is confirmed without exactly its total.",
                sound.with(PaymentRequested.class, SalesInvariantsTest::aCentMore));
    }

    private static PaymentRequested aCentMore(PaymentRequested requested) {
        PaymentRequest r = requested.request();
        return new PaymentRequested(
                new PaymentRequest(
                        r.id(),
                        r.reservation(),
                        r.show(),
                        r.section(),
                        r.customer(),
                        World.euros(1).plus(r.amount()),
                        r.method(),
                        r.provider(),
                        r.requestedAt()));
    }

    @Test
    void finds_a_reservation_that_is_confirmed_twice() {
        assertFinds("Reservation .* is confirmed twice.", sound.twice(ReservationConfirmed.class));
    }

    @Test
    void finds_a_payment_that_is_captured_twice_or_fails_after_it() {
        assertFinds("payment/.* is captured twice.", sound.twice(PaymentCaptured.class));
        List<RecordedEvent> log = new ArrayList<>();
        for (RecordedEvent one : sound.events) {
            log.add(one);
            if (one.event() instanceof PaymentCaptured) {
                log.add(withEvent(one, new PaymentFailed("late", "", one.recordedAt())));
            }
        }

        assertFinds("payment/.* fails after it was captured.", renumbered(log));
    }

    @Test
    void finds_a_capture_for_nothing_that_does_not_go_back() {
        assertFinds(
                "payment/.* is captured for nothing and does not go back in full.",
                sound.without(RefundRequested.class));
    }

    @Test
    void finds_a_capture_for_nothing_of_which_too_little_goes_back() {
        assertFinds(
                "payment/.* is captured for nothing and does not go back in full.",
                sound.with(RefundRequested.class, one -> refundOf(one, 399)));
        assertFinds(
                "More of payment/.* is to go back than was captured.",
                sound.with(RefundRequested.class, one -> refundOf(one, 401)));
    }

    private static RefundRequested refundOf(RefundRequested requested, long euros) {
        Refund refund = requested.refund();
        return new RefundRequested(
                new Refund(refund.id(), World.euros(euros), refund.reason()), requested.at());
    }

    @Test
    void finds_more_money_going_back_than_came() {
        assertFinds(
                "More of payment/.* is to go back than was captured.",
                sound.twice(RefundRequested.class));
        assertFinds(
                "More of payment/.* has gone back than was captured.",
                sound.twice(RefundCompleted.class));
    }

    @Test
    void finds_a_refund_that_was_not_decided() {
        assertFinds(
                "A refund of payment/.* is completed that is not open.",
                sound.with(
                        RefundCompleted.class,
                        completed ->
                                new RefundCompleted(
                                        new RefundId(world.newId()),
                                        completed.amount(),
                                        completed.reference(),
                                        completed.at())));
        assertFinds(
                "payment/.* is to go back before it has come.",
                sound.without(PaymentCaptured.class));
    }

    @Test
    void finds_a_payment_that_nobody_asked_for() {
        assertFinds(
                "payment/.* changes before it is requested.",
                sound.without(PaymentRequested.class));
    }

    @Test
    void finds_a_confirmation_with_too_few_tickets() {
        assertFinds("Reservation .* of 2 places has 0 tickets.", sound.without(TicketIssued.class));
        assertFinds(
                "Reservation .* of 2 places has 2 tickets.",
                sound.with(
                        ReservationConfirmed.class,
                        confirmed ->
                                new ReservationConfirmed(
                                        confirmed.payment(),
                                        List.of(new TicketId(world.newId())),
                                        confirmed.at())));
    }

    @Test
    void finds_tickets_without_a_confirmation() {
        assertFinds(
                "Ticket .* belongs to nothing confirmed.",
                sound.without(ReservationConfirmed.class));
        assertFinds(
                "Ticket .* belongs to no reservation.",
                sound.with(
                        TicketIssued.class,
                        issued ->
                                new TicketIssued(
                                        ofReservation(
                                                issued.facts(),
                                                new ReservationId(world.newId())))));
    }

    private static TicketFacts ofReservation(TicketFacts facts, ReservationId other) {
        return new TicketFacts(
                facts.id(),
                other,
                facts.show(),
                facts.section(),
                facts.seatOrNull(),
                facts.tierOrNull(),
                facts.holder(),
                facts.issuedAt());
    }
}
