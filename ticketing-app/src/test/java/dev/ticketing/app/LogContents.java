package dev.ticketing.app;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a whole log holds, counted by a reader of its own, without the code that decides. */
final class LogContents {

    private static final int PAGE = 5_000;

    /** How a reservation stands. */
    enum End {
        OPEN,
        CONFIRMED,
        EXPIRED,
        CANCELLED
    }

    /** A reservation, and what became of it. */
    static final class Booked {
        final String id;
        final int places;
        int starts;
        End end = End.OPEN;
        String paidWith = "";
        int tickets;

        Booked(String id, int places) {
            this.id = id;
            this.places = places;
        }
    }

    /** A payment, and what became of it. */
    static final class Paid {
        final String id;
        final String reservation;
        final long amount;
        int requests;
        int captures;
        String failure = "";
        final Map<String, Long> refundsWanted = new LinkedHashMap<>();
        final Map<String, Long> refundsDone = new LinkedHashMap<>();

        Paid(String id, String reservation, long amount) {
            this.id = id;
            this.reservation = reservation;
            this.amount = amount;
        }

        boolean isOpen() {
            return (captures == 0 && failure.isEmpty())
                    || refundsWanted.size() > refundsDone.size();
        }
    }

    /** Places that somebody has until an instant. */
    private record Held(int places, Instant until) {}

    /** The places of one section. */
    static final class Places {
        int capacity;
        int blocked;
        int blocks;
        private final Map<String, Held> held = new HashMap<>();
        private final Map<String, Integer> sold = new HashMap<>();

        int held(Instant now) {
            return held.values().stream()
                    .filter(hold -> hold.until.isAfter(now))
                    .mapToInt(Held::places)
                    .sum();
        }

        /** Holds that have not been released, whether or not their time is over. */
        int unreleased() {
            return held.size();
        }

        int sold() {
            return sold.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    final Map<String, Booked> reservations = new LinkedHashMap<>();
    final Map<String, Paid> payments = new LinkedHashMap<>();
    final Map<String, Places> sections = new LinkedHashMap<>();
    final Map<String, String> ticketsToReservations = new LinkedHashMap<>();

    static List<RecordedEvent> read(Feed feed) {
        List<RecordedEvent> log = new ArrayList<>();
        read(feed, Position.START, log::add);
        return log;
    }

    /** Reads on from a position; up to where it has come. */
    static Position read(Feed feed, Position after, Consumer<RecordedEvent> reader) {
        Position reached = after;
        List<RecordedEvent> page = feed.read(reached, PAGE);
        while (!page.isEmpty()) {
            page.forEach(reader);
            reached = page.getLast().position();
            page = feed.read(reached, PAGE);
        }
        return reached;
    }

    static LogContents of(Iterable<RecordedEvent> log) {
        LogContents contents = new LogContents();
        log.forEach(contents::add);
        return contents;
    }

    static LogContents of(Feed feed) {
        return of(read(feed));
    }

    /** The section's places; none if it was never opened. */
    Places places(String event, String section) {
        return section(event + "/" + section);
    }

    private Places section(String key) {
        return sections.computeIfAbsent(key, k -> new Places());
    }

    long count(End end) {
        return reservations.values().stream().filter(booked -> booked.end == end).count();
    }

    /** Whether the provider or the customer still has something to get. */
    boolean hasOpenPayments() {
        return payments.values().stream().anyMatch(Paid::isOpen);
    }

    void add(RecordedEvent recorded) {
        String key = recorded.stream().key();
        switch (recorded.event()) {
            case InventoryEvent event -> {
                add(section(key), event);
                if (event instanceof HoldsLapsed lapsed) {
                    lapsed.holds().forEach(hold -> lapse(hold.reservation().toString()));
                }
            }
            case ReservationEvent event -> add(key, event);
            case PaymentEvent event -> add(key, event);
            case TicketEvent event -> add(event);
            default -> {
                // Shows have nothing to count.
            }
        }
    }

    /** Its own stream does not say it. */
    private void lapse(String id) {
        reservations.computeIfAbsent(id, key -> new Booked(key, 0)).end = End.EXPIRED;
    }

    private static void add(Places places, InventoryEvent inventoryEvent) {
        switch (inventoryEvent) {
            case SectionOpened event -> places.capacity = event.seating().capacity();
            case SeatsHeld event ->
                    places.held.put(
                            event.reservation().toString(),
                            new Held(event.places().quantity(), event.expiresAt()));
            case SeatsSold event -> {
                places.held.remove(event.reservation().toString());
                places.sold.put(event.reservation().toString(), event.places().quantity());
            }
            case SeatsReleased event -> {
                places.held.remove(event.reservation().toString());
                places.sold.remove(event.reservation().toString());
            }
            case HoldsLapsed event ->
                    event.holds()
                            .forEach(hold -> places.held.remove(hold.reservation().toString()));
            case SeatsBlocked event -> {
                places.blocked += event.places().quantity();
                places.blocks++;
            }
            case SeatsUnblocked event -> places.blocked -= event.places().quantity();
        }
    }

    private void add(String id, ReservationEvent reservationEvent) {
        if (reservationEvent instanceof ReservationStarted(var terms)) {
            reservations.computeIfAbsent(id, key -> new Booked(key, terms.places().quantity()))
                    .starts++;
            return;
        }
        Booked booked = reservations.computeIfAbsent(id, key -> new Booked(key, 0));
        switch (reservationEvent) {
            case ReservationConfirmed event -> {
                booked.end = End.CONFIRMED;
                booked.paidWith = event.payment().toString();
            }
            case ReservationExpired event -> booked.end = End.EXPIRED;
            case ReservationCancelled event -> booked.end = End.CANCELLED;
            case ReservationPaymentRefused event -> booked.end = End.CANCELLED;
            case ReservationRefunded event -> booked.end = End.CANCELLED;
            case ReservationReseated event -> {
                // Its confirmation follows.
            }
            case ReservationStarted event -> {
                // Counted above.
            }
            case ReservationPaymentStarted event -> {
                // The payment says it too.
            }
            case ReservationPaymentDeclined event -> {
                // The payment says it too.
            }
        }
    }

    private void add(String id, PaymentEvent paymentEvent) {
        if (paymentEvent instanceof PaymentRequested(var request)) {
            payments.computeIfAbsent(
                            id,
                            key ->
                                    new Paid(
                                            key,
                                            request.reservation().toString(),
                                            request.amount().amount()))
                    .requests++;
            return;
        }
        Paid paid = payments.computeIfAbsent(id, key -> new Paid(key, "", 0));
        switch (paymentEvent) {
            case PaymentCaptured event -> paid.captures++;
            case PaymentFailed event -> paid.failure = event.code();
            case RefundRequested event ->
                    paid.refundsWanted.put(
                            event.refund().id().value().toString(),
                            event.refund().amount().amount());
            case RefundCompleted event ->
                    paid.refundsDone.put(
                            event.refund().value().toString(), event.amount().amount());
            case PaymentUnanswered event -> {
                // It is answered later.
            }
            case RefundDelayed event -> {
                // It is done later.
            }
            case PaymentRequested event -> {
                // Counted above.
            }
        }
    }

    private void add(TicketEvent ticketEvent) {
        switch (ticketEvent) {
            case TicketIssued(var facts) -> {
                String reservation = facts.reservation().toString();
                ticketsToReservations.put(facts.id().toString(), reservation);
                reservations.computeIfAbsent(reservation, key -> new Booked(key, 0)).tickets++;
            }
            case TicketCheckedIn event -> {
                // It is counted where it was issued.
            }
            case TicketTransferred event -> {
                // Whose it is says nothing about how many there are.
            }
            case TicketVoided event -> {
                // The tickets of cancelled reservations are counted all the same.
            }
        }
    }
}
