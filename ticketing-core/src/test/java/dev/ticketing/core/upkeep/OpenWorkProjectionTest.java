package dev.ticketing.core.upkeep;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.recorded;
import static dev.ticketing.core.Samples.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.upkeep.OpenWork.Change;
import dev.ticketing.core.upkeep.OpenWork.Change.HoldEnds;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferBegun;
import dev.ticketing.core.upkeep.OpenWork.Change.TransferEnded;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

class OpenWorkProjectionTest {

    private static final StreamId STALLS_STREAM = Inventory.at(SHOW, STALLS).stream();
    private static final StreamId PAYMENT_STREAM = Payment.at(payment(1)).stream();
    private static final RefundId REFUND = new RefundId(id(7));

    private final OpenWorkProjection projection = new OpenWorkProjection();

    @Test
    void a_section_is_due_when_the_first_of_its_holds_ends() {
        assertThat(fold(STALLS_STREAM, held(3, 30), held(1, 10), held(2, 20)))
                .containsExactly(new HoldEnds(SHOW, STALLS, NOW.plusSeconds(10)));
    }

    @Test
    void each_section_is_due_by_itself() {
        StreamId balcony = Inventory.at(SHOW, new SectionId("balcony")).stream();

        assertThat(
                        projection.fold(
                                List.of(
                                        recorded(1, STALLS_STREAM, NOW, held(1, 10)),
                                        recorded(2, balcony, NOW, held(2, 5)))))
                .containsExactly(
                        new HoldEnds(SHOW, STALLS, NOW.plusSeconds(10)),
                        new HoldEnds(SHOW, new SectionId("balcony"), NOW.plusSeconds(5)));
    }

    @Test
    void an_attempt_to_pay_is_open_from_when_it_was_recorded() {
        assertThat(fold(PAYMENT_STREAM, requested()))
                .containsExactly(new TransferBegun(payment(1).value(), payment(1), NOW));
    }

    @Test
    void an_attempt_ends_with_a_capture_or_a_failure() {
        assertThat(fold(PAYMENT_STREAM, new PaymentCaptured("cap", NOW)))
                .containsExactly(new TransferEnded(payment(1).value()));
        assertThat(fold(PAYMENT_STREAM, new PaymentFailed("code", "message", NOW)))
                .containsExactly(new TransferEnded(payment(1).value()));
    }

    @Test
    void a_refund_is_open_until_it_is_completed() {
        assertThat(fold(PAYMENT_STREAM, refundRequested()))
                .containsExactly(new TransferBegun(REFUND.value(), payment(1), NOW));
        assertThat(fold(PAYMENT_STREAM, new RefundCompleted(REFUND, euros(1), "ref", NOW)))
                .containsExactly(new TransferEnded(REFUND.value()));
    }

    @Test
    void what_began_and_ended_in_one_run_of_events_only_ends() {
        assertThat(
                        fold(
                                PAYMENT_STREAM,
                                requested(),
                                new PaymentCaptured("cap", NOW),
                                refundRequested()))
                .containsExactly(
                        new TransferEnded(payment(1).value()),
                        new TransferBegun(REFUND.value(), payment(1), NOW));
    }

    @Test
    void nothing_else_changes_anything() {
        assertThat(fold(STALLS_STREAM, new SeatsSold(reservation(1), places(1)))).isEmpty();
        assertThat(fold(STALLS_STREAM)).isEmpty();
    }

    @Test
    void looks_at_what_it_folds() {
        assertThat(projection.interests())
                .containsExactlyInAnyOrder(
                        SeatsHeld.class,
                        PaymentRequested.class,
                        PaymentCaptured.class,
                        PaymentFailed.class,
                        RefundRequested.class,
                        RefundCompleted.class);
    }

    private List<Change> fold(StreamId stream, DomainEvent... events) {
        List<RecordedEvent> recorded =
                Arrays.stream(events).map(event -> recorded(1, stream, NOW, event)).toList();
        return projection.fold(recorded);
    }

    private static SeatsHeld held(int reservation, int seconds) {
        Instant expiresAt = NOW.plusSeconds(seconds);
        return new SeatsHeld(reservation(reservation), places(1), expiresAt);
    }

    private static PaymentRequested requested() {
        return new PaymentRequested(
                new PaymentRequest(
                        payment(1),
                        reservation(1),
                        SHOW,
                        STALLS,
                        CUSTOMER,
                        euros(50),
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "memory",
                        NOW.minusSeconds(1)));
    }

    private static RefundRequested refundRequested() {
        return new RefundRequested(new Refund(REFUND, euros(1), Refund.Reason.CANCELLED), NOW);
    }
}
