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
import static org.assertj.core.api.Assertions.entry;

import dev.ticketing.core.consumer.RowsInMemory;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Position;
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
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.OpenTransfer;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

class OpenWorkProjectionTest {

    private static final StreamId STALLS_STREAM = Inventory.at(SHOW, STALLS).stream();
    private static final StreamId PAYMENT_STREAM = Payment.at(payment(1)).stream();
    private static final RefundId REFUND = new RefundId(id(7));

    private static final SectionOfShow SECTION = new SectionOfShow(SHOW, STALLS);

    private int position;
    private final OpenWorkProjection projection = new OpenWorkProjection();
    private final RowsInMemory rows = new RowsInMemory();

    @Test
    void a_section_is_due_when_the_first_of_its_holds_ends() {
        fold(STALLS_STREAM, held(3, 30), held(1, 10), held(2, 20));

        assertThat(rows.of(OpenWork.SECTIONS))
                .containsExactly(entry(SECTION, new Due(NOW.plusSeconds(10), new Position(3))));
    }

    @Test
    void each_section_is_due_by_itself() {
        SectionOfShow balcony = new SectionOfShow(SHOW, new SectionId("balcony"));
        fold(STALLS_STREAM, held(1, 10));
        fold(Inventory.at(SHOW, balcony.section()).stream(), held(2, 5));

        assertThat(rows.get(OpenWork.SECTIONS, SECTION).map(Due::at)).contains(NOW.plusSeconds(10));
        assertThat(rows.get(OpenWork.SECTIONS, balcony).map(Due::at)).contains(NOW.plusSeconds(5));
    }

    @Test
    void each_hold_changes_the_row_so_that_nobody_settles_it_who_has_not_seen_the_hold() {
        fold(STALLS_STREAM, held(1, 10));
        Optional<Due> before = rows.get(OpenWork.SECTIONS, SECTION);

        fold(STALLS_STREAM, held(2, 20));

        assertThat(rows.get(OpenWork.SECTIONS, SECTION)).isPresent().isNotEqualTo(before);
    }

    @Test
    void an_attempt_to_pay_is_open_from_when_it_was_asked_for() {
        PaymentRequested requested = requested();
        fold(PAYMENT_STREAM, requested);

        UUID id = payment(1).value();
        Instant asked = requested.request().requestedAt();
        assertThat(asked).as("not when it was recorded").isNotEqualTo(NOW);
        assertThat(rows.of(OpenWork.TRANSFERS))
                .containsExactly(entry(id, new OpenTransfer(id, payment(1), asked)));
    }

    @Test
    void an_attempt_ends_with_a_capture_or_a_failure() {
        fold(PAYMENT_STREAM, requested(), new PaymentCaptured("cap", NOW));
        assertThat(rows.of(OpenWork.TRANSFERS)).isEmpty();

        fold(PAYMENT_STREAM, requested(), new PaymentFailed("code", "message", NOW));
        assertThat(rows.of(OpenWork.TRANSFERS)).isEmpty();
    }

    @Test
    void a_refund_is_open_until_it_is_completed() {
        fold(PAYMENT_STREAM, refundRequested());
        assertThat(rows.of(OpenWork.TRANSFERS))
                .containsExactly(
                        entry(REFUND.value(), new OpenTransfer(REFUND.value(), payment(1), NOW)));

        fold(PAYMENT_STREAM, new RefundCompleted(REFUND, euros(1), "ref", NOW));
        assertThat(rows.of(OpenWork.TRANSFERS)).isEmpty();
    }

    @Test
    void nothing_else_changes_anything() {
        fold(STALLS_STREAM, new SeatsSold(reservation(1), places(1)));

        assertThat(rows.of(OpenWork.SECTIONS)).isEmpty();
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

    private void fold(StreamId stream, DomainEvent... events) {
        for (DomainEvent event : events) {
            projection.apply(recorded(++position, stream, NOW, event), rows);
        }
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
