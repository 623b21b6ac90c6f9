package dev.ticketing.core.invariants;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.Transfer;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Whether each ticket admits once, by its newest code, and goes on from who holds it. Keeps of all
 * that there ever were a single number: 2 bits of status, 14 of the edition, 48 that stand for the
 * holder.
 */
final class TicketsAccount {

    private static final long VALID = 1;
    private static final long VOID = 2;
    private static final long CHECKED_IN = 3;
    private static final long STATUS = 0b11;
    private static final int EDITION_SHIFT = 2;
    private static final long EDITION = 0x3FFF;
    private static final int HOLDER_SHIFT = 16;

    private final LongPairs tickets = new LongPairs();

    void accept(StreamId stream, TicketEvent event, Consumer<String> report) {
        UUID id = Ticket.idOf(stream).value();
        long before = tickets.get(id.getMostSignificantBits(), id.getLeastSignificantBits());
        long after =
                switch (event) {
                    case TicketIssued issued -> mark(issued.facts().holder(), 1, VALID);
                    case TicketCheckedIn(CheckIn checkIn) -> {
                        checkAdmitted(stream, checkIn, before, report);
                        yield at(before, CHECKED_IN);
                    }
                    case TicketTransferred(Transfer transfer) -> {
                        checkHandedOn(stream, transfer, before, report);
                        yield mark(transfer.to(), edition(before) + 1, VALID);
                    }
                    case TicketVoided voided -> {
                        if (status(before) != VALID && status(before) != CHECKED_IN) {
                            report.accept(stream + " is made void though it is not valid.");
                        }
                        yield at(before, VOID);
                    }
                };
        tickets.put(id.getMostSignificantBits(), id.getLeastSignificantBits(), after);
    }

    private static void checkAdmitted(
            StreamId ticket, CheckIn checkIn, long before, Consumer<String> report) {
        if (status(before) != VALID) {
            report.accept(ticket + " admits somebody though it is not valid.");
        } else if (checkIn.shown().number() != edition(before)) {
            report.accept(ticket + " admits somebody by a code that is not its newest.");
        }
    }

    private static void checkHandedOn(
            StreamId ticket, Transfer transfer, long before, Consumer<String> report) {
        if (status(before) != VALID) {
            report.accept(ticket + " is handed on though it is not valid.");
        } else if (before >>> HOLDER_SHIFT != holder(transfer.from())) {
            report.accept(ticket + " is handed on by somebody who does not hold it.");
        }
    }

    private static long mark(UserId holder, long edition, long status) {
        return holder(holder) << HOLDER_SHIFT | (edition & EDITION) << EDITION_SHIFT | status;
    }

    private static long at(long before, long status) {
        return (before & ~STATUS) | status;
    }

    private static long status(long mark) {
        return mark & STATUS;
    }

    private static long edition(long mark) {
        return mark >>> EDITION_SHIFT & EDITION;
    }

    /** Mixed, so that users whose ids differ in a few bits alone are told apart. */
    private static long holder(UserId user) {
        UUID id = user.value();
        long mixed = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
        return (mixed * 0x9E3779B97F4A7C15L) >>> HOLDER_SHIFT;
    }
}
