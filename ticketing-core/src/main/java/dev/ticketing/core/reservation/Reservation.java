package dev.ticketing.core.reservation;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where a reservation is between the hold and its end. */
public sealed interface Reservation {

    /** Nobody has started it. */
    record Absent() implements Reservation {}

    /** A reservation that was started. */
    sealed interface Started extends Reservation {
        Terms terms();

        /** The latest attempt to pay. */
        Optional<PaymentId> payment();

        /** The tickets it was given, void ones included. */
        default List<TicketId> tickets() {
            return List.of();
        }
    }

    /** Seats are kept; attempts to pay may have been declined. */
    record Held(Terms terms, Optional<PaymentId> payment) implements Started {}

    /** The provider has been asked. */
    record PaymentPending(Terms terms, PaymentId attempt) implements Started {
        @Override
        public Optional<PaymentId> payment() {
            return Optional.of(attempt);
        }
    }

    /** Paid, with tickets. */
    record Confirmed(Terms terms, PaymentId paidBy, List<TicketId> tickets) implements Started {
        public Confirmed {
            tickets = List.copyOf(tickets);
        }

        @Override
        public Optional<PaymentId> payment() {
            return Optional.of(paidBy);
        }
    }

    /** The attempt was refused for good. */
    record PaymentFailed(Terms terms, PaymentId attempt) implements Started {
        @Override
        public Optional<PaymentId> payment() {
            return Optional.of(attempt);
        }
    }

    /** Paid, and all of it has gone back or is on its way, without being cancelled. */
    record Refunded(Terms terms, PaymentId paidBy, List<TicketId> tickets) implements Started {
        public Refunded {
            tickets = List.copyOf(tickets);
        }

        @Override
        public Optional<PaymentId> payment() {
            return Optional.of(paidBy);
        }
    }

    /** The time of the hold was over. */
    record Expired(Terms terms, Optional<PaymentId> payment) implements Started {}

    /** Given up by a person, before or after it was paid. */
    record Cancelled(Terms terms, Optional<PaymentId> payment, List<TicketId> tickets, Canceller by)
            implements Started {
        public Cancelled {
            tickets = List.copyOf(tickets);
        }
    }

    /** The states by the names that users know. */
    enum Status {
        HELD,
        PAYMENT_PENDING,
        CONFIRMED,
        EXPIRED,
        CANCELLED,
        PAYMENT_FAILED,
        REFUNDED
    }

    /** The status at an instant: a hold whose time is over is EXPIRED, recorded or not. */
    static Status statusAt(Started reservation, Instant now) {
        return switch (reservation) {
            case Held held -> held.terms.isOverAt(now) ? Status.EXPIRED : Status.HELD;
            case PaymentPending pending ->
                    pending.terms.isOverAt(now) ? Status.EXPIRED : Status.PAYMENT_PENDING;
            case Confirmed confirmed -> Status.CONFIRMED;
            case Expired expired -> Status.EXPIRED;
            case Cancelled cancelled -> Status.CANCELLED;
            case PaymentFailed failed -> Status.PAYMENT_FAILED;
            case Refunded refunded -> Status.REFUNDED;
        };
    }

    static AggregateRef<Reservation, ReservationEvent> at(ReservationId id) {
        return new AggregateRef<>(
                new StreamId("reservation", id.toString()),
                ReservationEvent.class,
                ReservationDecider.INSTANCE);
    }

    /** The reservation that a stream of the category {@code reservation} belongs to. */
    static ReservationId idOf(StreamId stream) {
        return new ReservationId(UUID.fromString(stream.key()));
    }
}
