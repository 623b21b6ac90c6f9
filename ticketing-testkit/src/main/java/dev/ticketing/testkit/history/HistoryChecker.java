package dev.ticketing.testkit.history;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.testkit.history.Finding.Kind;
import dev.ticketing.testkit.history.Operation.Claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Compares what clients have asked for and been told with what the log holds: feed it every event
 * in the order of positions, from the first one on, when no client asks any more. For one thread.
 *
 * <ul>
 *   <li>What was acknowledged is in the log, once, under the id that was told.
 *   <li>What is in the log was asked for, just so, and not refused. An operation without an answer
 *       may be there or not: the log decides.
 *   <li>What was answered before something else was asked for is before it in the log: the order of
 *       positions is consistent with real time.
 *   <li>What everybody was told about a numbered seat can be put in one order, seat by seat, in
 *       which it has one holder at a time, and whoever was told that it is taken found it taken.
 *       See {@link SeatSearch}.
 * </ul>
 *
 * <p>Made for millions of operations: it keeps some 60 bytes of each, and every step of a seat.
 * What a log must never hold whoever asked is not its business but that of {@code LogInvariants}.
 */
public final class HistoryChecker {

    private final List<Operation> operations;
    private final IdTable keys = new IdTable();
    private final Effects effects;
    private final IdTable captured = new IdTable();
    private final IdTable cancelled = new IdTable();
    private final IdTable confirmedBy = new IdTable();
    private final List<Finding> findings = new ArrayList<>();
    private final SeatHistories seats;

    /**
     * Prepares the comparison.
     *
     * @throws IllegalArgumentException if two operations have the same key
     */
    public HistoryChecker(Ledger ledger) {
        operations = ledger.operations();
        for (Operation operation : operations) {
            boolean isNew =
                    keys.putIfAbsent(operation.keyHigh(), operation.keyLow(), operation.number());
            if (!isNew) {
                throw new IllegalArgumentException("key: " + operation.key());
            }
        }
        effects = new Effects(operations.size());
        seats = new SeatHistories();
    }

    /** Compares with a whole log. */
    public static HistoryReport check(Ledger ledger, Iterable<RecordedEvent> log) {
        HistoryChecker checker = new HistoryChecker(ledger);
        log.forEach(checker::accept);
        return checker.finish();
    }

    /** Takes the next event. */
    public void accept(RecordedEvent recorded) {
        switch (recorded.event()) {
            case ReservationStarted(Terms terms) ->
                    seats.started(terms, cause(recorded, terms.id().value()));
            case ReservationReseated event -> seats.reseated(reservation(recorded));
            case ReservationConfirmed event -> confirmed(event.payment().value());
            case ReservationCancelled event -> cancelled(recorded, event.by());
            case PaymentRequested(PaymentRequest request) -> {
                var unused = cause(recorded, request.id().value());
            }
            case PaymentCaptured event -> captured(Payment.idOf(recorded.stream()).value());
            case InventoryEvent event -> seats.accept(recorded, event, operation(recorded));
            default -> {
                // No operation has it as its effect.
            }
        }
    }

    private static UUID reservation(RecordedEvent recorded) {
        return Reservation.idOf(recorded.stream()).value();
    }

    private void confirmed(UUID payment) {
        if (!confirmedBy.putIfAbsent(payment, 0)) {
            find(Kind.DOUBLED, "payment " + payment + " has bought twice");
        }
    }

    private void captured(UUID payment) {
        if (!captured.putIfAbsent(payment, 0)) {
            find(Kind.DOUBLED, "payment " + payment + " is captured twice");
        }
    }

    /** An organizer may call off a whole show without asking for each reservation. */
    private void cancelled(RecordedEvent recorded, Canceller by) {
        UUID reservation = reservation(recorded);
        boolean first = cancelled.putIfAbsent(reservation, 0);
        if (!first || by == Canceller.CUSTOMER || operation(recorded).isPresent()) {
            var unused = cause(recorded, reservation);
        }
    }

    /** The operation that an event names. */
    private Optional<Operation> operation(RecordedEvent recorded) {
        try {
            return recorded.metadata()
                    .requestId()
                    .map(UUID::fromString)
                    .map(keys::get)
                    .filter(number -> number != IdTable.NONE)
                    .map(operations::get);
        } catch (IllegalArgumentException e) {
            // A request id of somebody who keeps no ledger.
            return Optional.empty();
        }
    }

    /** Notes the effect of an operation; that there is none for it is a finding. */
    private Optional<Operation> cause(RecordedEvent recorded, UUID id) {
        Optional<Operation> cause = operation(recorded).filter(o -> isEffectOf(recorded, o));
        if (cause.isEmpty()) {
            find(Kind.PHANTOM, describe(recorded) + " was not asked for by anybody");
        }
        cause.ifPresent(operation -> noteEffect(operation, recorded, id));
        return cause;
    }

    private void noteEffect(Operation operation, RecordedEvent recorded, UUID id) {
        if (!effects.note(operation.number(), recorded.position().value())) {
            find(Kind.DOUBLED, operation + " is also done by " + describe(recorded));
        }
        if (operation.state() == Operation.State.REFUSED) {
            find(
                    Kind.PHANTOM,
                    "%s was refused with %s, and is done by %s"
                            .formatted(operation, operation.code(), describe(recorded)));
        }
        Optional<UUID> told = operation.acknowledged();
        if (told.isPresent() && !told.get().equals(id)) {
            find(
                    Kind.DOUBLED,
                    "%s was told %s, and is done by %s"
                            .formatted(operation, told.get(), describe(recorded)));
        }
    }

    /** Whether it is what the operation asked for, and, of seats, what its client was told. */
    private static boolean isEffectOf(RecordedEvent recorded, Operation operation) {
        return switch (operation.wish()) {
            case Wish.Hold hold ->
                    recorded.event() instanceof ReservationStarted(Terms terms)
                            && terms.show().equals(hold.show())
                            && terms.section().equals(hold.section())
                            && terms.places().quantity() == hold.places().quantity()
                            && (operation.seatsToGive().isEmpty()
                                    || operation
                                            .seatsToGive()
                                            .equals(Set.copyOf(terms.places().seats())));
            case Wish.Pay(ReservationId reservation) ->
                    recorded.event() instanceof PaymentRequested(PaymentRequest request)
                            && request.reservation().equals(reservation);
            case Wish.Cancel(ReservationId reservation) ->
                    recorded.event() instanceof ReservationCancelled
                            && reservation(recorded).equals(reservation.value());
        };
    }

    private static String describe(RecordedEvent recorded) {
        return "%s of %s at %d"
                .formatted(
                        recorded.event().getClass().getSimpleName(),
                        recorded.stream(),
                        recorded.position().value());
    }

    private void find(Kind kind, String sentence) {
        if (findings.size() < HistoryReport.MAX_FINDINGS) {
            findings.add(new Finding(kind, sentence));
        }
    }

    /** What was found, once the last event has been taken. */
    public HistoryReport finish() {
        long acknowledged = 0;
        long refused = 0;
        long unknown = 0;
        long happened = 0;
        for (Operation operation : operations) {
            boolean done = effects.has(operation.number());
            checkAnswer(operation, done);
            seats.add(operation, done, isSold(operation));
            acknowledged += operation.state() == Operation.State.ACKNOWLEDGED ? 1 : 0;
            refused += operation.state() == Operation.State.REFUSED ? 1 : 0;
            unknown += operation.wasLeftOpen() ? 1 : 0;
            happened += operation.wasLeftOpen() && done ? 1 : 0;
        }
        effects.outOfOrder(operations).forEach(sentence -> find(Kind.OUT_OF_ORDER, sentence));
        seats.search(this::find);
        return new HistoryReport(
                operations.size(),
                acknowledged,
                refused,
                unknown,
                happened,
                seats.count(),
                findings);
    }

    private boolean isSold(Operation operation) {
        return operation.claim() == Claim.CAPTURED
                && operation.acknowledged().filter(confirmedBy::contains).isPresent();
    }

    private void checkAnswer(Operation operation, boolean done) {
        if (operation.isContradicted()) {
            find(Kind.DOUBLED, operation + " was answered in two ways");
        }
        Optional<UUID> told = operation.acknowledged();
        if (told.isEmpty()) {
            return;
        }
        // Who gives up what has been given up already is told the same.
        boolean already =
                operation.wish() instanceof Wish.Cancel(var reservation)
                        && cancelled.contains(reservation.value());
        if (!done && !already) {
            find(Kind.LOST, operation + " was acknowledged as " + told.get() + " and is lost");
            return;
        }
        boolean isCaptured = captured.contains(told.get());
        if (operation.claim() == Claim.CAPTURED && !isCaptured) {
            find(Kind.LOST, "the money of " + operation + " was acknowledged and is lost");
        }
        if (operation.claim() == Claim.DECLINED && isCaptured) {
            find(Kind.PHANTOM, operation + " was declined, and its money was taken");
        }
    }
}
