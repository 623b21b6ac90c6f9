package dev.ticketing.testkit;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketFacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What one command may record only together: seats, reservation, payment and tickets. */
final class UnitAccount {

    private final PlacesAccount places;
    private final MoneyAccount money;
    private final Map<ReservationId, Terms> terms = new HashMap<>();
    private final Set<ReservationId> everConfirmed = new HashSet<>();

    /** Of the present command. */
    private final Set<ReservationId> started = new LinkedHashSet<>();

    private final Set<ReservationId> ended = new LinkedHashSet<>();
    private final Map<ReservationId, ReservationConfirmed> confirmed = new LinkedHashMap<>();
    private final Set<StreamId> captured = new LinkedHashSet<>();
    private final List<TicketFacts> issued = new ArrayList<>();

    UnitAccount(PlacesAccount places, MoneyAccount money) {
        this.places = places;
        this.money = money;
    }

    void accept(StreamId stream, PaymentEvent event) {
        if (event instanceof PaymentCaptured) {
            captured.add(stream);
        }
    }

    void accept(StreamId stream, ReservationEvent event, Consumer<String> report) {
        ReservationId id = new ReservationId(UUID.fromString(stream.key()));
        switch (event) {
            case ReservationStarted start -> {
                terms.put(id, start.terms());
                started.add(id);
            }
            case ReservationConfirmed confirm -> {
                if (!everConfirmed.add(id)) {
                    report.accept("Reservation " + id + " is confirmed twice.");
                }
                confirmed.put(id, confirm);
            }
            case ReservationExpired expired -> ended.add(id);
            case ReservationCancelled cancelled -> ended.add(id);
            case ReservationPaymentStarted payment -> {
                // Rules of payments are looked at when they are captured.
            }
            case ReservationPaymentDeclined payment -> {
                // As above.
            }
        }
    }

    void accept(TicketEvent event, Consumer<String> report) {
        if (event instanceof TicketIssued(TicketFacts ticket)) {
            issued.add(ticket);
            if (!terms.containsKey(ticket.reservation())) {
                report.accept("Ticket " + ticket.id() + " belongs to no reservation.");
            }
        }
    }

    /** Looks at the command as a whole, and forgets it. */
    void end(Consumer<String> report) {
        for (ReservationId id : started) {
            if (!confirmed.containsKey(id) && !ended.contains(id)) {
                requireAssigned(id, false, report);
            }
        }
        for (ReservationId id : ended) {
            if (places.of(id).isPresent()) {
                report.accept("Reservation " + id + " has ended and keeps its places.");
            }
        }
        confirmed.forEach((id, event) -> checkConfirmed(id, event, report));
        captured.forEach(payment -> checkCaptured(payment, report));
        checkTickets(report);
        started.clear();
        ended.clear();
        confirmed.clear();
        captured.clear();
        issued.clear();
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
                        && attempt.request.reservation().equals(id)
                        && attempt.request.amount().equals(agreed.total());
        if (!paid) {
            report.accept("Reservation " + id + " is confirmed without exactly its total.");
        }
    }

    private void checkCaptured(StreamId payment, Consumer<String> report) {
        MoneyAccount.Attempt attempt = money.at(payment);
        if (attempt == null) {
            return;
        }
        PaymentId id = attempt.request.id();
        boolean confirms =
                confirmed.values().stream().anyMatch(event -> event.payment().equals(id));
        if (!confirms && !attempt.goesBackInFull()) {
            report.accept(payment + " is captured for nothing and does not go back in full.");
        }
    }

    private void checkTickets(Consumer<String> report) {
        Map<ReservationId, Set<TicketId>> byReservation = new HashMap<>();
        for (TicketFacts ticket : issued) {
            byReservation
                    .computeIfAbsent(ticket.reservation(), id -> new HashSet<>())
                    .add(ticket.id());
            if (!confirmed.containsKey(ticket.reservation())) {
                report.accept("Ticket " + ticket.id() + " belongs to nothing confirmed.");
            }
        }
        confirmed.forEach(
                (id, event) -> {
                    Set<TicketId> tickets = byReservation.getOrDefault(id, Set.of());
                    Terms agreed = terms.get(id);
                    int wanted = agreed == null ? 0 : agreed.places().quantity();
                    if (tickets.size() != wanted
                            || !tickets.equals(new HashSet<>(event.tickets()))) {
                        report.accept(
                                "Reservation "
                                        + id
                                        + " of "
                                        + wanted
                                        + " places has "
                                        + tickets.size()
                                        + " tickets.");
                    }
                });
    }
}
