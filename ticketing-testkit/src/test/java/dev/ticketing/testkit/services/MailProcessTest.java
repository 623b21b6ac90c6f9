package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.mail.MailState;
import dev.ticketing.core.mail.MailTask;
import dev.ticketing.core.mail.MailTask.Cancellation;
import dev.ticketing.core.mail.MailTask.Confirmation;
import dev.ticketing.core.mail.MailTask.HoldEnded;
import dev.ticketing.core.mail.MailTask.MoneyBack;
import dev.ticketing.core.mail.MailTask.TicketGiven;
import dev.ticketing.core.mail.MailTask.TicketReceived;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.Transfer;
import dev.ticketing.testkit.ProcessSpec;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

class MailProcessTest {

    private static final Instant NOW = TestClock.START;
    private static final ReservationId RESERVATION = new ReservationId(new UUID(1, 1));
    private static final PaymentId PAYMENT = new PaymentId(new UUID(2, 1));
    private static final RefundId ONE = new RefundId(new UUID(3, 1));
    private static final RefundId OTHER = new RefundId(new UUID(3, 2));
    private static final TicketId TICKET = new TicketId(new UUID(4, 1));
    private static final UserId ANN = new UserId(new UUID(5, 1));
    private static final UserId BOB = new UserId(new UUID(5, 2));
    private static final ReservationPaymentStarted STARTED =
            new ReservationPaymentStarted(PAYMENT, NOW);
    private static final ReservationConfirmed CONFIRMED =
            new ReservationConfirmed(PAYMENT, List.of(TICKET), NOW);
    private static final ReservationExpired EXPIRED = new ReservationExpired(NOW);

    private final ProcessSpec<MailState, MailTask> reservation =
            ProcessSpec.of(new MailProcess(), Reservation.at(RESERVATION).stream());
    private final ProcessSpec<MailState, MailTask> payment =
            ProcessSpec.of(new MailProcess(), Payment.at(PAYMENT).stream());
    private final ProcessSpec<MailState, MailTask> ticket =
            ProcessSpec.of(new MailProcess(), Ticket.at(TICKET).stream());

    @Test
    void who_has_bought_is_sent_the_tickets() {
        reservation.when(STARTED).thenNothing();
        reservation.given(STARTED).when(CONFIRMED).thenOver(send(new Confirmation(RESERVATION)));
    }

    @Test
    void who_never_tried_to_pay_is_told_nothing_when_the_hold_ends() {
        reservation.when(EXPIRED).thenOver();
    }

    @Test
    void who_has_tried_to_pay_is_told_that_the_hold_has_ended() {
        reservation.given(STARTED).when(EXPIRED).thenOver(send(new HoldEnded(RESERVATION)));
        reservation
                .given(STARTED, new ReservationPaymentDeclined(PAYMENT, NOW))
                .when(EXPIRED)
                .thenOver(send(new HoldEnded(RESERVATION)));
    }

    @Test
    void who_pays_in_the_end_is_sent_the_tickets_after_all() {
        reservation
                .given(STARTED, EXPIRED, new ReservationReseated(terms(), PAYMENT, NOW))
                .when(CONFIRMED)
                .thenOver(send(new Confirmation(RESERVATION)));
    }

    @Test
    void who_is_refused_for_good_has_been_told_so_on_the_spot() {
        reservation.given(STARTED).when(new ReservationPaymentRefused(PAYMENT, NOW)).thenOver();
    }

    @Test
    void who_gives_up_knows_it_and_who_loses_is_told() {
        reservation
                .given(STARTED, CONFIRMED)
                .when(new ReservationCancelled(Canceller.CUSTOMER, NOW))
                .thenOver();
        reservation
                .given(STARTED, CONFIRMED)
                .when(new ReservationCancelled(Canceller.ORGANIZER, NOW))
                .thenOver(send(new Cancellation(RESERVATION)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHOW_CANCELLED")
    void money_that_is_back_is_told_once_with_its_amount_and_why(Refund.Reason reason) {
        payment.given(requested(ONE, 20, reason))
                .when(completed(ONE, 20))
                .thenOver(send(new MoneyBack(PAYMENT, ONE, World.euros(20), reason)));
    }

    @Test
    void money_of_a_cancelled_show_goes_back_without_another_mail() {
        payment.when(requested(ONE, 20, Refund.Reason.SHOW_CANCELLED))
                .thenNothing()
                .when(completed(ONE, 20))
                .thenOver();
    }

    @Test
    void each_refund_is_told_for_its_own_reason() {
        payment.given(
                        requested(ONE, 20, Refund.Reason.REQUESTED),
                        requested(OTHER, 30, Refund.Reason.SHOW_CANCELLED))
                .when(completed(OTHER, 30))
                .then()
                .when(completed(ONE, 20))
                .thenOver(
                        send(
                                new MoneyBack(
                                        PAYMENT, ONE, World.euros(20), Refund.Reason.REQUESTED)));
    }

    @Test
    void a_refund_from_before_anybody_listened_is_told_without_its_reason() {
        payment.when(completed(ONE, 20))
                .thenOver(send(new MoneyBack(PAYMENT, ONE, World.euros(20), null)));
    }

    @Test
    void both_are_told_of_a_ticket_that_is_handed_on() {
        ticket.when(new TicketTransferred(new Transfer(ANN, BOB, NOW)))
                .thenOver(
                        send(new TicketReceived(TICKET, BOB)), send(new TicketGiven(TICKET, ANN)));
    }

    @Test
    void an_instance_is_named_by_its_stream() {
        assertThat(MailProcess.TABLES.process()).isEqualTo("mail");
        assertThat(new MailProcess().categories())
                .containsExactlyInAnyOrder("reservation", "payment", "ticket");
    }

    private static Send<MailTask> send(MailTask task) {
        return new Send<>(task);
    }

    private static RefundRequested requested(RefundId id, long euros, Refund.Reason reason) {
        return new RefundRequested(new Refund(id, World.euros(euros), reason), NOW);
    }

    private static RefundCompleted completed(RefundId id, long euros) {
        return new RefundCompleted(id, World.euros(euros), "back", NOW);
    }

    private static Terms terms() {
        return new Terms(
                RESERVATION,
                new ShowId(new UUID(6, 1)),
                World.STALLS,
                ANN,
                new Places.Count(1),
                List.of(new PriceLine(new TierId("normal"), 1, World.euros(50))),
                NOW,
                NOW.plusSeconds(300));
    }
}
