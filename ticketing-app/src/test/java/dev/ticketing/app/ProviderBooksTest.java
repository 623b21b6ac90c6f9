package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketFacts;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** The comparison with the books of the provider sees what is planted. */
class ProviderBooksTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Money PRICE = new Money(2_500, Currency.getInstance("EUR"));
    private static final UUID HOLD = new UUID(0, 1);
    private static final UUID PAYMENT = new UUID(0, 2);
    private static final UUID TICKET = new UUID(0, 3);
    private static final UUID REFUND = new UUID(0, 4);
    private static final UUID OTHER = new UUID(0, 5);
    private static final Terms TERMS =
            new Terms(
                    new ReservationId(HOLD),
                    new ShowId(OTHER),
                    new SectionId("ga"),
                    new UserId(OTHER),
                    new Places.Count(1),
                    List.of(new PriceLine(new TierId("ga"), 1, PRICE)),
                    NOW,
                    NOW.plusSeconds(60));

    private static final String CAPTURED = "attempt:" + PAYMENT + "\tcaptured sim_1 2500 EUR";
    private static final String DECLINED = "attempt:" + PAYMENT + "\tdeclined card_declined";
    private static final String REFUNDED = "refund:" + REFUND + "\trefunded simr_1 2500 EUR sim_1";

    private final List<RecordedEvent> log = new ArrayList<>();

    @Test
    void a_sale_that_is_there_once_gives_no_cause_for_complaint() {
        recordSale();

        assertThat(booksOf(CAPTURED)).isEmpty();
    }

    @Test
    void a_refund_that_is_there_once_gives_no_cause_for_complaint() {
        recordHold();
        recordCapture();
        recordRefund();

        assertThat(booksOf(CAPTURED, REFUNDED)).isEmpty();
    }

    @Test
    void a_lost_capture_is_found() {
        recordHold();
        record("payment", PAYMENT, requested());

        assertThat(booksOf(CAPTURED))
                .containsExactly("the provider captured " + PAYMENT + ", the log does not say so");
    }

    @Test
    void a_capture_that_the_provider_does_not_know_is_found() {
        recordSale();

        assertThat(booksOf()).containsExactly("payment " + PAYMENT + " is unknown to the provider");
    }

    @Test
    void a_capture_that_the_provider_has_twice_is_found() {
        recordSale();

        assertThat(booksOf(CAPTURED, CAPTURED))
                .containsExactly("the provider has attempt:" + PAYMENT + " twice");
    }

    @Test
    void a_refusal_that_the_log_tells_otherwise_is_found() {
        recordSale();

        assertThat(booksOf(DECLINED))
                .containsExactly("the provider declined " + PAYMENT + ", the log does not say so");
    }

    @Test
    void a_refund_that_the_log_does_not_have_is_found() {
        recordSale();

        assertThat(booksOf(CAPTURED, REFUNDED))
                .containsExactly("the provider refunded {" + REFUND + "=2500}, the log says {}");
    }

    @Test
    void a_payment_that_the_provider_was_never_asked_for_is_no_cause_for_complaint() {
        record("payment", PAYMENT, requested());
        record("payment", PAYMENT, new PaymentFailed("not_attempted", "Never asked.", NOW));

        assertThat(booksOf()).isEmpty();
    }

    private List<String> booksOf(String... lines) {
        return ProviderBooks.complaints(List.of(lines), LogContents.of(log));
    }

    private void recordSale() {
        recordHold();
        recordCapture();
        TicketId ticket = new TicketId(TICKET);
        record(
                "reservation",
                HOLD,
                new ReservationConfirmed(new PaymentId(PAYMENT), List.of(ticket), NOW));
        record(
                "ticket",
                TICKET,
                new TicketIssued(
                        new TicketFacts(
                                ticket,
                                TERMS.id(),
                                TERMS.show(),
                                TERMS.section(),
                                null,
                                TERMS.tiers().getFirst(),
                                TERMS.customer(),
                                NOW)));
    }

    private void recordHold() {
        record("reservation", HOLD, new ReservationStarted(TERMS));
    }

    private void recordCapture() {
        record("payment", PAYMENT, requested());
        record("payment", PAYMENT, new PaymentCaptured("sim_1", NOW));
    }

    private void recordRefund() {
        RefundId id = new RefundId(REFUND);
        Refund refund = new Refund(id, PRICE, Refund.Reason.HOLD_ENDED);
        record("payment", PAYMENT, new RefundRequested(refund, NOW));
        record("payment", PAYMENT, new RefundCompleted(id, PRICE, "simr_1", NOW));
    }

    private static PaymentRequested requested() {
        return new PaymentRequested(
                new PaymentRequest(
                        new PaymentId(PAYMENT),
                        TERMS.id(),
                        TERMS.show(),
                        TERMS.section(),
                        TERMS.customer(),
                        PRICE,
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "simulated",
                        NOW));
    }

    private void record(String category, UUID key, DomainEvent event) {
        int number = log.size() + 1;
        log.add(
                new RecordedEvent(
                        new Position(number),
                        new StreamId(category, key.toString()),
                        new Version(number),
                        new UUID(1, number),
                        NOW,
                        new CommandId(new UUID(2, number)),
                        EventMetadata.ofSystem("test", OTHER),
                        event));
    }
}
