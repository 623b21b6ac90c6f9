package dev.ticketing.core.sales;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.EUR;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.cents;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.recorded;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;
import static dev.ticketing.core.sales.SalesProjection.PAYMENTS;
import static dev.ticketing.core.sales.SalesProjection.RESERVATIONS;
import static dev.ticketing.core.sales.SalesProjection.REVENUE;
import static dev.ticketing.core.sales.SalesProjection.SALES;
import static dev.ticketing.core.sales.SalesProjection.TICKETS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.MapRows;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.CancellationProcess;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

class SalesProjectionTest {

    private static final RefundId REFUND = new RefundId(id(9));
    private static final TierId NORMAL = new TierId("normal");
    private static final TierId REDUCED = new TierId("reduced");

    /** A day later in Berlin already. */
    private static final Instant LATE = Instant.parse("2027-03-01T23:30:00Z");

    private static final LocalDate NEXT_DAY = LocalDate.parse("2027-03-02");

    private static final StreamId RESERVATION = Reservation.at(reservation(1)).stream();
    private static final ReservationCancelled CANCELLED_WITH_SHOW =
            new ReservationCancelled(Canceller.ORGANIZER, LATE);
    private static final StreamId PAYMENT = Payment.at(payment(1)).stream();

    private final SalesProjection projection = new SalesProjection();
    private final MapRows rows = new MapRows();

    @BeforeEach
    void a_show_is_created() {
        apply(Show.at(SHOW).stream(), new ShowCreated(SHOW, OWNER, DETAILS, LATE));
    }

    @Test
    void a_new_show_has_a_blank_sheet() {
        assertThat(sheet()).isEqualTo(SalesSheet.blank(EUR, DETAILS.timezone()));
    }

    @Test
    void a_deleted_draft_has_no_sheet() {
        apply(Show.at(SHOW).stream(), new DraftDeleted(LATE));
        assertThat(rows.get(SALES, SHOW)).isEmpty();
    }

    @Test
    void a_hold_is_counted_and_brings_nothing_in() {
        hold();
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(1, 0, 0, 0, 0));
        assertThat(sheet().total()).isEqualTo(Takings.none(EUR));
    }

    @Test
    void reservations_are_counted_where_they_are_now() {
        hold();
        apply(RESERVATION, new ReservationExpired(LATE));
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(0, 0, 1, 0, 0));
    }

    @Test
    void holds_that_lapse_are_counted_together() {
        hold();
        HoldsLapsed lapsed =
                new HoldsLapsed(
                        List.of(
                                new Lapsed(reservation(1), places(3)),
                                new Lapsed(reservation(2), places(1))));
        apply(
                Reservation.at(reservation(2)).stream(),
                new ReservationStarted(
                        new Terms(
                                reservation(2),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                places(1),
                                List.of(new PriceLine(NORMAL, 1, cents(100))),
                                LATE,
                                LATE)));
        apply(Inventory.at(SHOW, STALLS).stream(), lapsed);
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(0, 0, 2, 0, 0));
    }

    @Test
    void a_start_that_was_set_aside_counts_when_it_comes_after_the_lapse() {
        apply(
                Inventory.at(SHOW, STALLS).stream(),
                new HoldsLapsed(List.of(new Lapsed(reservation(1), places(3)))));
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(-1, 0, 1, 0, 0));
        assertThat(sheet().reservations().atLeastNone())
                .isEqualTo(new ReservationCounts(0, 0, 1, 0, 0));
        hold();
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(0, 0, 1, 0, 0));
    }

    @Test
    void captured_money_counts_for_the_section_the_tiers_and_the_day_where_the_show_is() {
        buy();
        Takings all = new Takings(cents(1_100), cents(0), 3);
        assertThat(sheet().total()).isEqualTo(all);
        assertThat(sheet().sections().parts()).containsOnlyKeys(STALLS).containsValue(all);
        assertThat(sheet().tiers().of(NORMAL, EUR))
                .isEqualTo(new Takings(cents(1_000), cents(0), 2));
        assertThat(sheet().tiers().of(REDUCED, EUR))
                .isEqualTo(new Takings(cents(100), cents(0), 1));
        assertThat(sheet().days().parts()).containsOnlyKeys(NEXT_DAY).containsValue(all);
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(0, 1, 0, 0, 0));
    }

    @Test
    void a_refund_falls_to_the_tiers_in_proportion_and_to_its_own_day() {
        buy();
        apply(PAYMENT, requested(550));
        apply(PAYMENT, new RefundCompleted(REFUND, cents(550), "ref", LATE.plusSeconds(86_400)));
        assertThat(sheet().tiers().of(NORMAL, EUR).refunded()).isEqualTo(cents(500));
        assertThat(sheet().tiers().of(REDUCED, EUR).refunded()).isEqualTo(cents(50));
        assertThat(sheet().days().of(NEXT_DAY, EUR).refunded()).isEqualTo(cents(0));
        assertThat(sheet().days().of(NEXT_DAY.plusDays(1), EUR))
                .isEqualTo(new Takings(cents(0), cents(550), 0));
    }

    @Test
    void a_refund_is_on_its_way_until_it_is_done_and_late_once() {
        buy();
        apply(PAYMENT, requested(550));
        assertThat(sheet().returns()).isEqualTo(new Returns(1, 0));

        apply(PAYMENT, new RefundDelayed(REFUND, LATE));
        apply(PAYMENT, new RefundDelayed(REFUND, LATE));
        assertThat(sheet().returns()).isEqualTo(new Returns(1, 1));

        apply(PAYMENT, new RefundCompleted(REFUND, cents(550), "ref", LATE));
        assertThat(sheet().returns()).isEqualTo(Returns.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void what_is_given_back_with_a_show_is_counted_whenever_its_cancellation_is_seen(int seen) {
        Refund own = new Refund(new RefundId(id(8)), cents(450), Refund.Reason.SHOW_CANCELLED);
        List<RecordedEvent> events =
                new ArrayList<>(
                        List.of(
                                event(RESERVATION, CANCELLED_WITH_SHOW),
                                event(PAYMENT, new RefundRequested(own, LATE)),
                                event(
                                        PAYMENT,
                                        new RefundCompleted(own.id(), own.amount(), "r", LATE))));
        events.add(seen, event(Show.at(SHOW).stream(), new ShowCancelled(OWNER, LATE)));
        buy();
        apply(PAYMENT, requested(100));
        apply(PAYMENT, new RefundCompleted(REFUND, cents(100), "ref", LATE));
        assertThat(sheet().givenBack()).isEqualTo(GivenBack.none(EUR));

        events.forEach(event -> projection.apply(ofCancellation(event), rows));

        assertThat(sheet().givenBack()).isEqualTo(new GivenBack(true, 1, cents(450)));
        assertThat(sheet().returns()).isEqualTo(Returns.NONE);
        assertThat(rows.get(PAYMENTS, payment(1)).orElseThrow().ofCancellation()).isEmpty();
    }

    @Test
    void what_an_organizer_cancels_is_not_given_back_with_the_show() {
        buy();
        apply(RESERVATION, CANCELLED_WITH_SHOW);

        assertThat(sheet().givenBack()).isEqualTo(GivenBack.none(EUR));
    }

    private static RecordedEvent event(StreamId stream, DomainEvent event) {
        return recorded(1, stream, LATE, event);
    }

    private static RecordedEvent ofCancellation(RecordedEvent event) {
        return new RecordedEvent(
                event.position(),
                event.stream(),
                event.version(),
                event.eventId(),
                event.recordedAt(),
                event.command(),
                new EventMetadata(id(1), id(1), CancellationProcess.ACTOR, null, null),
                event.event());
    }

    private static RefundRequested requested(long cents) {
        return new RefundRequested(new Refund(REFUND, cents(cents), Refund.Reason.REQUESTED), LATE);
    }

    @Test
    void void_tickets_are_taken_off_the_day_on_which_they_were_sold() {
        buy();
        apply(RESERVATION, new ReservationCancelled(Canceller.CUSTOMER, LATE.plusSeconds(86_400)));
        apply(Ticket.at(ticket(3)).stream(), new TicketVoided(LATE.plusSeconds(86_400)));
        assertThat(sheet().total().ticketsSold()).isEqualTo(2);
        assertThat(sheet().tiers().of(NORMAL, EUR).ticketsSold()).isEqualTo(2);
        assertThat(sheet().tiers().of(REDUCED, EUR).ticketsSold()).isZero();
        assertThat(sheet().days().of(NEXT_DAY, EUR).ticketsSold()).isEqualTo(2);
        assertThat(sheet().reservations()).isEqualTo(new ReservationCounts(0, 0, 0, 1, 0));
        assertThat(rows.all(TICKETS)).containsOnlyKeys(ticket(1), ticket(2));
    }

    @Test
    void turnover_is_kept_by_days_in_utc() {
        buy();
        assertThat(rows.all(REVENUE))
                .containsOnlyKeys(new RevenueDay(EUR, LocalDate.parse("2027-03-01")))
                .containsValue(new Turnover(cents(1_100), cents(0)));
    }

    @Test
    void a_hold_costs_one_row_beside_the_sheet() {
        hold();
        assertThat(rows.all(RESERVATIONS)).hasSize(1);
        assertThat(rows.all(SALES)).hasSize(1);
        assertThat(rows.all(PAYMENTS)).isEmpty();
        assertThat(rows.all(REVENUE)).isEmpty();
    }

    @Test
    void what_builds_on_an_event_that_is_missing_cannot_be_handled() {
        assertThatThrownBy(() -> apply(RESERVATION, new ReservationExpired(LATE)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> apply(PAYMENT, new PaymentCaptured("cap", LATE)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> apply(PAYMENT, requested()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> apply(Ticket.at(ticket(1)).stream(), new TicketVoided(LATE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void its_tables_have_names_of_their_own() {
        assertThat(projection.tables()).extracting("name").doesNotHaveDuplicates().hasSize(5);
    }

    private SalesSheet sheet() {
        return rows.get(SALES, SHOW).orElseThrow();
    }

    /** Two at 5.00 and one at 1.00. */
    private void hold() {
        apply(
                RESERVATION,
                new ReservationStarted(
                        new Terms(
                                reservation(1),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                places(3),
                                List.of(
                                        new PriceLine(NORMAL, 2, cents(500)),
                                        new PriceLine(REDUCED, 1, cents(100))),
                                LATE,
                                LATE.plusSeconds(300))));
    }

    private void buy() {
        hold();
        apply(PAYMENT, requested());
        apply(PAYMENT, new PaymentCaptured("cap", LATE));
        apply(
                RESERVATION,
                new ReservationConfirmed(
                        payment(1), List.of(ticket(1), ticket(2), ticket(3)), LATE));
    }

    private static PaymentRequested requested() {
        return new PaymentRequested(
                new PaymentRequest(
                        payment(1),
                        reservation(1),
                        SHOW,
                        STALLS,
                        CUSTOMER,
                        cents(1_100),
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "memory",
                        LATE));
    }

    private void apply(StreamId stream, DomainEvent event) {
        RecordedEvent recorded = recorded(1, stream, LATE, event);
        assertThat(projection.interests()).contains(event.getClass());
        assertThat(projection.categories()).contains(stream.category());
        projection.apply(recorded, rows);
    }
}
