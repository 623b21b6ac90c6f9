package dev.ticketing.core.invariants;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
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
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one command may record only together: seats, reservation, payment and tickets. Keeps the
 * terms of every reservation until it is confirmed or has ended: whatever claims to be of it
 * afterwards is found to be of none.
 */
final class UnitAccount {

    private final PlacesAccount places;
    private final MoneyAccount money;
    private final TicketsAccount tickets = new TicketsAccount();
    private final Map<ReservationId, Terms> terms = new HashMap<>();

    /** Of those, what somebody has tried to pay for. */
    private final Set<ReservationId> tried = new HashSet<>();

    /** Of the present command. */
    private final Set<ReservationId> started = new LinkedHashSet<>();

    private final Set<ReservationId> ended = new LinkedHashSet<>();
    private final Map<ReservationId, ReservationConfirmed> confirmed = new LinkedHashMap<>();
    private final Set<StreamId> captured = new LinkedHashSet<>();
    private final List<TicketFacts> issued = new ArrayList<>();
    private int voided;

    UnitAccount(PlacesAccount places, MoneyAccount money) {
        this.places = places;
        this.money = money;
    }

    void accept(StreamId stream, PaymentEvent event) {
        if (event instanceof PaymentCaptured) {
            captured.add(stream);
        }
    }

    /** A section says for itself which reservations have ended without an attempt to pay. */
    void accept(InventoryEvent event, Consumer<String> report) {
        if (event instanceof HoldsLapsed lapsed) {
            for (HoldsLapsed.Lapsed hold : lapsed.holds()) {
                end(hold.reservation(), report);
                if (tried.contains(hold.reservation())) {
                    report.accept(
                            "Reservation "
                                    + hold.reservation()
                                    + " lapses though somebody has tried to pay.");
                }
            }
        }
    }

    void accept(StreamId stream, ReservationEvent event, Consumer<String> report) {
        ReservationId id = Reservation.idOf(stream);
        switch (event) {
            case ReservationStarted start -> {
                terms.put(id, start.terms());
                started.add(id);
            }
            case ReservationConfirmed confirm -> {
                if (confirmed.put(id, confirm) != null) {
                    report.accept("Reservation " + id + " is confirmed twice.");
                }
            }
            case ReservationExpired expired -> end(id, report);
            case ReservationCancelled cancelled -> end(id, report);
            case ReservationPaymentRefused refused -> {
                requireOpen(id, report);
                end(id, report);
            }
            case ReservationRefunded refunded -> end(id, report);
            // It has its places again from here on, as if it had just begun.
            case ReservationReseated reseated -> terms.put(id, reseated.terms());
            // Rules of payments are looked at when they are captured.
            case ReservationPaymentStarted payment -> {
                requireOpen(id, report);
                tried.add(id);
            }
            case ReservationPaymentDeclined payment -> requireOpen(id, report);
        }
    }

    private void end(ReservationId id, Consumer<String> report) {
        if (!ended.add(id)) {
            report.accept("Reservation " + id + " ends twice.");
        }
    }

    private void requireOpen(ReservationId id, Consumer<String> report) {
        if (!terms.containsKey(id)) {
            report.accept("Reservation " + id + " changes though it is not open.");
        }
    }

    /** How many reservations may still be confirmed. */
    int open() {
        return terms.size();
    }

    void accept(StreamId stream, TicketEvent event, Consumer<String> report) {
        tickets.accept(stream, event, report);
        switch (event) {
            case TicketIssued(TicketFacts ticket) -> {
                issued.add(ticket);
                if (!terms.containsKey(ticket.reservation())) {
                    report.accept("Ticket " + ticket.id() + " belongs to no reservation.");
                }
            }
            case TicketVoided ticket -> voided++;
            // Alone in their commands, whatever becomes of the reservation.
            case TicketCheckedIn checkedIn -> {}
            case TicketTransferred transferred -> {}
        }
    }

    /** Reservations whose time was over before now, and which have not ended. */
    Optional<String> overdue(Instant now) {
        List<Terms> late =
                terms.values().stream()
                        .filter(open -> open.isOverAt(now))
                        .sorted(Comparator.comparing(Terms::expiresAt))
                        .toList();
        return late.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        late.size()
                                + " reservations are open past their time; the oldest is "
                                + late.getFirst().id()
                                + ", since "
                                + late.getFirst().expiresAt()
                                + ".");
    }

    /** Looks at the command as a whole, and forgets it. */
    void end(Consumer<String> report) {
        for (ReservationId id : started) {
            if (!confirmed.containsKey(id) && !ended.contains(id)) {
                requireAssigned(id, false, report);
            }
        }
        checkEnded(report);
        confirmed.forEach((id, event) -> checkConfirmed(id, event, report));
        captured.forEach(payment -> checkCaptured(payment, report));
        checkTickets(report);
        forget();
    }

    /** Forgets the present command, and what it has ended. */
    void forget() {
        ended.forEach(terms::remove);
        confirmed.keySet().forEach(terms::remove);
        tried.removeAll(ended);
        tried.removeAll(confirmed.keySet());
        voided = 0;
        started.clear();
        ended.clear();
        confirmed.clear();
        captured.clear();
        issued.clear();
    }

    /** Who ends gives back what it has, once; who gives back ends, and so do its tickets. */
    private void checkEnded(Consumer<String> report) {
        for (ReservationId id : ended) {
            if (places.of(id).isPresent()) {
                report.accept("Reservation " + id + " has ended and keeps its places.");
            } else if (!terms.containsKey(id) && !places.givenBack().containsKey(id)) {
                report.accept("Reservation " + id + " ends though it has ended or never began.");
            }
        }
        int sold = 0;
        for (var entry : places.givenBack().entrySet()) {
            if (!ended.contains(entry.getKey())) {
                report.accept(
                        "Reservation " + entry.getKey() + " gives its places back and goes on.");
            }
            sold += entry.getValue().sold() ? entry.getValue().places().quantity() : 0;
        }
        if (voided != sold) {
            report.accept(sold + " sold places are given back, and " + voided + " tickets void.");
        }
    }

    private void requireAssigned(ReservationId id, boolean sold, Consumer<String> report) {
        Optional<PlacesAccount.Assigned> assigned = places.of(id);
        Terms agreed = terms.get(id);
        boolean right =
                agreed != null
                        && assigned.isPresent()
                        && assigned.get().sold() == sold
                        && assigned.get().places().equals(agreed.places());
        if (!right) {
            report.accept(
                    "Reservation "
                            + id
                            + " has not "
                            + (sold ? "bought" : "held")
                            + " its places.");
        }
    }

    private void checkConfirmed(
            ReservationId id, ReservationConfirmed event, Consumer<String> report) {
        requireAssigned(id, true, report);
        StreamId payment = Payment.at(event.payment()).stream();
        MoneyAccount.Attempt attempt = money.at(payment);
        Terms agreed = terms.get(id);
        boolean paid =
                attempt != null
                        && agreed != null
                        && captured.contains(payment)
                        && attempt.reservation.equals(id)
                        && attempt.amount.equals(agreed.total());
        if (!paid) {
            report.accept("Reservation " + id + " is confirmed without exactly its total.");
        }
    }

    private void checkCaptured(StreamId payment, Consumer<String> report) {
        MoneyAccount.Attempt attempt = money.at(payment);
        if (attempt == null) {
            return;
        }
        PaymentId id = attempt.id;
        boolean confirms =
                confirmed.values().stream().anyMatch(event -> event.payment().equals(id));
        if (!confirms && !attempt.goesBackInFull()) {
            report.accept(payment + " is captured for nothing and does not go back in full.");
        }
    }

    private void checkTickets(Consumer<String> report) {
        Map<ReservationId, List<TicketFacts>> byReservation = new HashMap<>();
        for (TicketFacts ticket : issued) {
            byReservation
                    .computeIfAbsent(ticket.reservation(), id -> new ArrayList<>())
                    .add(ticket);
            if (!confirmed.containsKey(ticket.reservation())) {
                report.accept("Ticket " + ticket.id() + " belongs to nothing confirmed.");
            }
        }
        confirmed.forEach(
                (id, event) ->
                        checkTickets(id, event, byReservation.getOrDefault(id, List.of()), report));
    }

    private void checkTickets(
            ReservationId id,
            ReservationConfirmed event,
            List<TicketFacts> of,
            Consumer<String> report) {
        Terms agreed = terms.get(id);
        int wanted = agreed == null ? 0 : agreed.places().quantity();
        Set<TicketId> ids = new HashSet<>();
        of.forEach(ticket -> ids.add(ticket.id()));
        if (ids.size() != wanted || !ids.equals(new HashSet<>(event.tickets()))) {
            report.accept(
                    "Reservation "
                            + id
                            + " of "
                            + wanted
                            + " places has "
                            + ids.size()
                            + " tickets.");
        }
        Set<SeatLabel> seats = new HashSet<>();
        of.forEach(ticket -> ticket.seat().ifPresent(seats::add));
        if (agreed != null && !seats.equals(new HashSet<>(agreed.places().seats()))) {
            report.accept("Reservation " + id + " has tickets for other seats than its own.");
        }
    }
}
