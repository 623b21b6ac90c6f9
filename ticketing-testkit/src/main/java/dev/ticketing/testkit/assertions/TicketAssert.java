package dev.ticketing.testkit.assertions;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.Ticket.Issued;
import dev.ticketing.core.ticket.Ticket.Status;

import java.util.Optional;

/** Whether a ticket admits, and whom. */
public final class TicketAssert extends FactsAssert<TicketAssert, Ticket> {

    TicketAssert(Ticket actual) {
        super(actual, TicketAssert.class);
    }

    /** Expects that it admits somebody. */
    public TicketAssert isValid() {
        return has("status", Ticket.statusOf(issued()), Status.VALID);
    }

    /** Expects that it has admitted somebody. */
    public TicketAssert isCheckedIn() {
        return has("status", Ticket.statusOf(issued()), Status.CHECKED_IN);
    }

    /** Expects that it never admits again. */
    public TicketAssert isVoid() {
        return has("status", Ticket.statusOf(issued()), Status.VOID);
    }

    /** Expects who holds it now. */
    public TicketAssert isHeldBy(UserId expected) {
        return has("holder", issued().facts().holder(), expected);
    }

    public TicketAssert isOf(ReservationId expected) {
        return has("reservation", issued().facts().reservation(), expected);
    }

    public TicketAssert isForSeat(String expected) {
        return has("seat", issued().facts().seat(), Optional.of(new SeatLabel(expected)));
    }

    private Issued issued() {
        isNotNull();
        if (actual instanceof Issued issued) {
            return issued;
        }
        throw failure("Expected a ticket, but nobody has issued it");
    }
}
