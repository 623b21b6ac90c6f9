package dev.ticketing.app.bench;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
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
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One order from the hold to its end, step by step; each step is what one command records. */
final class SampleOrder {

    private static final Duration HOLD = Duration.ofMinutes(5);

    private final Facts facts;
    private final Fate fate;
    private final IdSource ids;
    private final ReservationId reservation;
    private final PaymentId payment;
    private final RefundId refund;
    private final List<TicketId> tickets = new ArrayList<>();
    private int step;

    /** What is ordered. */
    record Facts(
            ShowId show,
            SectionId section,
            TierId tier,
            Money price,
            UserId customer,
            int quantity) {
        Places places() {
            return new Places.Count(quantity);
        }
    }

    /** What becomes of it. */
    enum Fate {
        EXPIRES(2),
        DECLINED(4),
        CONFIRMED(3),
        REFUNDED(5);

        private final int steps;

        Fate(int steps) {
            this.steps = steps;
        }

        /**
         * As often as in a shop.
         *
         * @param percent below 100
         */
        static Fate drawn(int percent) {
            if (percent < 20) {
                return EXPIRES;
            }
            if (percent < 24) {
                return DECLINED;
            }
            return percent < 29 ? REFUNDED : CONFIRMED;
        }
    }

    SampleOrder(Facts facts, Fate fate, IdSource ids) {
        this.facts = facts;
        this.fate = fate;
        this.ids = ids;
        this.reservation = new ReservationId(ids.next());
        this.payment = new PaymentId(ids.next());
        this.refund = new RefundId(ids.next());
    }

    boolean isOver() {
        return step == fate.steps;
    }

    /** The streams that are its own. */
    List<StreamId> streams() {
        List<StreamId> streams = new ArrayList<>();
        streams.add(Reservation.at(reservation).stream());
        streams.add(Payment.at(payment).stream());
        tickets.forEach(ticket -> streams.add(Ticket.at(ticket).stream()));
        return streams;
    }

    /** What the next step records, by stream. */
    Map<StreamId, List<DomainEvent>> next(Instant now) {
        step++;
        Map<StreamId, List<DomainEvent>> events = new LinkedHashMap<>();
        if (step == 1) {
            hold(now, events);
            return events;
        }
        switch (fate) {
            case EXPIRES -> expire(now, events);
            case DECLINED -> {
                switch (step) {
                    case 2 -> pay(now, events);
                    case 3 -> decline(now, events);
                    default -> expire(now, events);
                }
            }
            case CONFIRMED, REFUNDED -> {
                switch (step) {
                    case 2 -> pay(now, events);
                    case 3 -> confirm(now, events);
                    case 4 -> cancel(now, events);
                    default -> refund(now, events);
                }
            }
        }
        return events;
    }

    private void hold(Instant now, Map<StreamId, List<DomainEvent>> events) {
        Terms terms =
                new Terms(
                        reservation,
                        facts.show(),
                        facts.section(),
                        facts.customer(),
                        facts.places(),
                        List.of(new PriceLine(facts.tier(), facts.quantity(), facts.price())),
                        now,
                        now.plus(HOLD));
        events.put(
                inventory(), List.of(new SeatsHeld(reservation, facts.places(), now.plus(HOLD))));
        events.put(Reservation.at(reservation).stream(), List.of(new ReservationStarted(terms)));
    }

    private void expire(Instant now, Map<StreamId, List<DomainEvent>> events) {
        events.put(
                inventory(),
                List.of(new SeatsReleased(reservation, facts.places(), ReleaseReason.EXPIRED)));
        events.put(Reservation.at(reservation).stream(), List.of(new ReservationExpired(now)));
    }

    private void pay(Instant now, Map<StreamId, List<DomainEvent>> events) {
        events.put(
                Reservation.at(reservation).stream(),
                List.of(new ReservationPaymentStarted(payment, now)));
        PaymentRequest request =
                new PaymentRequest(
                        payment,
                        reservation,
                        facts.show(),
                        facts.section(),
                        facts.customer(),
                        total(),
                        new PaymentMethod(PaymentMethod.Type.CARD, "4242"),
                        "simulated",
                        now);
        events.put(Payment.at(payment).stream(), List.of(new PaymentRequested(request)));
    }

    private void decline(Instant now, Map<StreamId, List<DomainEvent>> events) {
        events.put(
                Payment.at(payment).stream(),
                List.of(new PaymentFailed("declined", "The card was declined.", now)));
        events.put(
                Reservation.at(reservation).stream(),
                List.of(new ReservationPaymentDeclined(payment, now)));
    }

    private void confirm(Instant now, Map<StreamId, List<DomainEvent>> events) {
        for (int i = 0; i < facts.quantity(); i++) {
            tickets.add(new TicketId(ids.next()));
        }
        events.put(
                Payment.at(payment).stream(),
                List.of(new PaymentCaptured("ch_" + payment.value(), now)));
        events.put(inventory(), List.of(new SeatsSold(reservation, facts.places())));
        events.put(
                Reservation.at(reservation).stream(),
                List.of(new ReservationConfirmed(payment, tickets, now)));
        for (TicketId ticket : tickets) {
            TicketFacts issued =
                    new TicketFacts(
                            ticket,
                            reservation,
                            facts.show(),
                            facts.section(),
                            null,
                            facts.tier(),
                            facts.customer(),
                            now);
            events.put(Ticket.at(ticket).stream(), List.of(new TicketIssued(issued)));
        }
    }

    private void cancel(Instant now, Map<StreamId, List<DomainEvent>> events) {
        events.put(
                Reservation.at(reservation).stream(),
                List.of(new ReservationCancelled(Canceller.CUSTOMER, now)));
        events.put(
                inventory(),
                List.of(new SeatsReleased(reservation, facts.places(), ReleaseReason.CANCELLED)));
        Refund back = new Refund(refund, total(), Refund.Reason.CANCELLED);
        events.put(Payment.at(payment).stream(), List.of(new RefundRequested(back, now)));
        for (TicketId ticket : tickets) {
            events.put(Ticket.at(ticket).stream(), List.of(new TicketVoided(now)));
        }
    }

    private void refund(Instant now, Map<StreamId, List<DomainEvent>> events) {
        events.put(
                Payment.at(payment).stream(),
                List.of(new RefundCompleted(refund, total(), "re_" + refund.value(), now)));
    }

    private StreamId inventory() {
        return Inventory.at(facts.show(), facts.section()).stream();
    }

    private Money total() {
        return facts.price().times(facts.quantity());
    }
}
