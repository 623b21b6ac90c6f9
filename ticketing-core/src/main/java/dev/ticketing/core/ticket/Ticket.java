package dev.ticketing.core.ticket;

import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.reservation.TicketId;

import java.util.UUID;

/** What admits one person. */
public sealed interface Ticket {

    /** Nobody has issued it. */
    record Absent() implements Ticket {}

    /** A ticket that was issued. */
    sealed interface Issued extends Ticket {
        TicketFacts facts();
    }

    record Valid(TicketFacts facts) implements Issued {}

    /** It has admitted somebody, and does not admit anybody else. */
    record CheckedIn(TicketFacts facts, CheckIn checkIn) implements Issued {}

    /** It never admits again. */
    record Voided(TicketFacts facts) implements Issued {}

    /** The states by the names that users know. */
    enum Status {
        VALID,
        CHECKED_IN,
        VOID
    }

    static Status statusOf(Issued ticket) {
        return switch (ticket) {
            case Valid valid -> Status.VALID;
            case CheckedIn checkedIn -> Status.CHECKED_IN;
            case Voided voided -> Status.VOID;
        };
    }

    static AggregateRef<Ticket, TicketEvent> at(TicketId id) {
        return new AggregateRef<>(
                new StreamId("ticket", id.toString()), TicketEvent.class, TicketDecider.INSTANCE);
    }

    /** The ticket that a stream of the category {@code ticket} belongs to. */
    static TicketId idOf(StreamId stream) {
        return new TicketId(UUID.fromString(stream.key()));
    }
}
