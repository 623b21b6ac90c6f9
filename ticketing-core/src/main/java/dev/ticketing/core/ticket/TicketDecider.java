package dev.ticketing.core.ticket;

import static dev.ticketing.core.kernel.Decision.accept;
import static dev.ticketing.core.kernel.Decision.reject;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.ticket.Ticket.Absent;
import dev.ticketing.core.ticket.Ticket.CheckedIn;
import dev.ticketing.core.ticket.Ticket.Issued;
import dev.ticketing.core.ticket.Ticket.Valid;
import dev.ticketing.core.ticket.Ticket.Voided;
import dev.ticketing.core.ticket.TicketCommand.CheckInTicket;
import dev.ticketing.core.ticket.TicketCommand.IssueTicket;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketRejection.AlreadyCheckedIn;
import dev.ticketing.core.ticket.TicketRejection.AlreadyIssued;
import dev.ticketing.core.ticket.TicketRejection.IsVoid;
import dev.ticketing.core.ticket.TicketRejection.NotIssued;

/** The rules of a ticket's life. */
public final class TicketDecider
        implements Decider<Ticket, TicketCommand, TicketEvent, TicketRejection> {

    public static final TicketDecider INSTANCE = new TicketDecider();

    private TicketDecider() {}

    @Override
    public Ticket initialState() {
        return new Absent();
    }

    @Override
    public Decision<TicketEvent, TicketRejection> decide(TicketCommand command, Ticket ticket) {
        return switch (command) {
            case IssueTicket issue ->
                    ticket instanceof Absent
                            ? accept(new TicketIssued(issue.facts()))
                            : reject(new AlreadyIssued(issue.facts().id()));
            case CheckInTicket checkIn ->
                    switch (ticket) {
                        case Absent absent -> reject(new NotIssued());
                        case Valid valid -> accept(new TicketCheckedIn(checkIn.checkIn()));
                        case CheckedIn before -> reject(new AlreadyCheckedIn(before.checkIn()));
                        case Voided voided -> reject(new IsVoid());
                    };
            case VoidTicket voiding ->
                    switch (ticket) {
                        case Absent absent -> reject(new NotIssued());
                        case Valid valid -> accept(new TicketVoided(voiding.now()));
                        case CheckedIn checkedIn -> accept(new TicketVoided(voiding.now()));
                        case Voided voided -> accept();
                    };
        };
    }

    @Override
    public Ticket evolve(Ticket ticket, TicketEvent event) {
        return switch (event) {
            case TicketIssued issued -> new Valid(issued.facts());
            case TicketCheckedIn checkedIn ->
                    new CheckedIn(issued(ticket).facts(), checkedIn.checkIn());
            case TicketVoided voided -> new Voided(issued(ticket).facts());
        };
    }

    private static Issued issued(Ticket ticket) {
        return switch (ticket) {
            case Issued issued -> issued;
            case Absent absent ->
                    throw new IllegalStateException("a ticket's first event issues it");
        };
    }
}
