package dev.ticketing.core.ticket;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What admits one person. */
public sealed interface Ticket {

    /** Nobody has issued it. */
    record Absent() implements Ticket {}

    /** A ticket that was issued. */
    sealed interface Issued extends Ticket {

        /** What it says now: its holder is who holds it now. */
        TicketFacts facts();

        /** How it came to its holder, the oldest first; empty if its buyer has kept it. */
        List<Transfer> transfers();

        /** Which of its codes is the one that counts. */
        default Edition edition() {
            return Edition.after(transfers().size());
        }

        /**
         * What remains of it to somebody who has handed it on, the last time that they did; empty
         * if they never held it, or hold it now.
         */
        default Optional<PassedOn> passedOnBy(UserId user) {
            if (facts().holder().equals(user)) {
                return Optional.empty();
            }
            for (int i = transfers().size() - 1; i >= 0; i--) {
                Transfer transfer = transfers().get(i);
                if (transfer.from().equals(user)) {
                    // Until a ticket is used or void, nothing but transfers follows its issue.
                    return Optional.of(
                            new PassedOn(facts().heldBy(transfer.to()), new Version(i + 2L)));
                }
            }
            return Optional.empty();
        }
    }

    record Valid(TicketFacts facts, List<Transfer> transfers) implements Issued {
        public Valid {
            transfers = List.copyOf(transfers);
        }

        /** One that was never handed on. */
        public Valid(TicketFacts facts) {
            this(facts, List.of());
        }
    }

    /** It has admitted somebody, and does not admit anybody else. */
    record CheckedIn(TicketFacts facts, List<Transfer> transfers, CheckIn checkIn)
            implements Issued {
        public CheckedIn {
            transfers = List.copyOf(transfers);
        }

        /** One that was never handed on. */
        public CheckedIn(TicketFacts facts, CheckIn checkIn) {
            this(facts, List.of(), checkIn);
        }
    }

    /** It never admits again. */
    record Voided(TicketFacts facts, List<Transfer> transfers) implements Issued {
        public Voided {
            transfers = List.copyOf(transfers);
        }

        /** One that was never handed on. */
        public Voided(TicketFacts facts) {
            this(facts, List.of());
        }
    }

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
