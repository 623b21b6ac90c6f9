package dev.ticketing.testkit.simulation;

import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is open by the log, and what its sales are worth, to be compared with the provider's own
 * books. Counted from the events alone.
 */
final class Books {

    private final Set<ReservationId> openReservations = new LinkedHashSet<>();
    private final Set<PaymentId> openPayments = new LinkedHashSet<>();
    private final Set<Object> openRefunds = new LinkedHashSet<>();
    private final Map<PaymentId, PaymentRequest> requests = new LinkedHashMap<>();
    private final Map<PaymentId, Long> refunded = new HashMap<>();
    private final Map<ReservationId, PaymentId> paidBy = new LinkedHashMap<>();
    private final Set<ReservationId> toBeTold = new LinkedHashSet<>();
    private final Map<StreamId, ReservationId> tickets = new HashMap<>();

    void accept(RecordedEvent recorded) {
        switch (recorded.event()) {
            case ReservationEvent event -> accept(recorded, event);
            case PaymentEvent event -> accept(Payment.idOf(recorded.stream()), event);
            case HoldsLapsed(var holds) ->
                    holds.forEach(hold -> openReservations.remove(hold.reservation()));
            case TicketIssued issued ->
                    tickets.put(recorded.stream(), issued.facts().reservation());
            // Its buyer may have nothing left to be told of.
            case TicketTransferred transferred -> toBeTold.remove(tickets.get(recorded.stream()));
            case TicketCheckedIn checkedIn -> toBeTold.remove(tickets.get(recorded.stream()));
            default -> {
                // Nothing that is open, and no money.
            }
        }
    }

    private void accept(RecordedEvent recorded, ReservationEvent event) {
        ReservationId id = Reservation.idOf(recorded.stream());
        switch (event) {
            case ReservationStarted started -> openReservations.add(id);
            case ReservationReseated reseated -> openReservations.add(id);
            case ReservationPaymentStarted started -> openReservations.add(id);
            case ReservationPaymentDeclined declined -> openReservations.add(id);
            case ReservationConfirmed confirmed -> {
                openReservations.remove(id);
                paidBy.put(id, confirmed.payment());
                toBeTold.add(id);
            }
            default -> {
                openReservations.remove(id);
                toBeTold.remove(id);
            }
        }
    }

    private void accept(PaymentId id, PaymentEvent event) {
        switch (event) {
            case PaymentRequested requested -> {
                openPayments.add(id);
                requests.put(id, requested.request());
            }
            case PaymentCaptured captured -> openPayments.remove(id);
            case PaymentFailed failed -> openPayments.remove(id);
            case RefundRequested requested -> openRefunds.add(requested.refund().id());
            case RefundCompleted completed -> {
                openRefunds.remove(completed.refund());
                refunded.merge(id, completed.amount().amount(), Long::sum);
            }
            default -> {
                // It is open as it was.
            }
        }
    }

    /** What has not come to its end, in a sentence. */
    Optional<String> open() {
        return openReservations.isEmpty() && openPayments.isEmpty() && openRefunds.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "open are the reservations "
                                + openReservations
                                + ", the payments "
                                + openPayments
                                + ", the refunds "
                                + openRefunds);
    }

    /** Where the provider has kept more, or less, than was sold for it, in a sentence. */
    Optional<String> difference(ProviderBooks provider) {
        Map<PaymentId, Long> kept = provider.kept();
        for (PaymentRequest request : requests.values()) {
            long has = kept.getOrDefault(request.id(), 0L);
            long due = dueFor(request);
            if (has != due) {
                return Optional.of(
                        "the provider has kept "
                                + has
                                + " of "
                                + request.id()
                                + " for "
                                + request.reservation()
                                + ", of which "
                                + due
                                + " are due");
            }
        }
        return Optional.empty();
    }

    /** What the provider has taken that nobody has asked for, in a sentence: it never ends well. */
    Optional<String> unasked(ProviderBooks provider) {
        return provider.kept().keySet().stream()
                .filter(payment -> !requests.containsKey(payment))
                .findFirst()
                .map(payment -> "nobody asked for " + payment);
    }

    /** What was decided to go back of a reservation that was confirmed is not kept. */
    private long dueFor(PaymentRequest request) {
        return request.id().equals(paidBy.get(request.reservation()))
                ? request.amount().amount() - refunded.getOrDefault(request.id(), 0L)
                : 0;
    }

    /** Those whose buyers have a confirmation to come. */
    Set<ReservationId> toBeTold() {
        return toBeTold;
    }
}
