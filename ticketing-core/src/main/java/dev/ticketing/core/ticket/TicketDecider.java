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
import dev.ticketing.core.ticket.TicketCommand.TransferTicket;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketRejection.AlreadyCheckedIn;
import dev.ticketing.core.ticket.TicketRejection.AlreadyIssued;
import dev.ticketing.core.ticket.TicketRejection.HeldAlready;
import dev.ticketing.core.ticket.TicketRejection.HeldByAnother;
import dev.ticketing.core.ticket.TicketRejection.IsUsed;
import dev.ticketing.core.ticket.TicketRejection.IsVoid;
import dev.ticketing.core.ticket.TicketRejection.NotIssued;
import dev.ticketing.core.ticket.TicketRejection.OutdatedCode;
import dev.ticketing.core.ticket.TicketRejection.TransferClosed;
import dev.ticketing.core.ticket.TicketRejection.TransferredTooOften;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The rules of a ticket's life. */
public final class TicketDecider
        implements Decider<Ticket, TicketCommand, TicketEvent, TicketRejection> {

    /** Up to and including so long before a show starts, its tickets may be handed on. */
    public static final Duration TRANSFER_CLOSES = Duration.ofHours(24);

    /** How often one ticket may be handed on: its history is carried along with it. */
    public static final int MAX_TRANSFERS = 50;

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
                        case Issued issued -> checkIn(checkIn.checkIn(), issued);
                    };
            case TransferTicket transfer ->
                    switch (ticket) {
                        case Absent absent -> reject(new NotIssued());
                        case Issued issued -> transfer(transfer, issued);
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

    /** An old code says no more than that it is old: when its ticket was used is not its affair. */
    private static Decision<TicketEvent, TicketRejection> checkIn(CheckIn checkIn, Issued ticket) {
        if (!checkIn.shown().equals(ticket.edition())) {
            return reject(new OutdatedCode(checkIn.shown(), ticket.edition()));
        }
        return switch (ticket) {
            case Valid valid -> accept(new TicketCheckedIn(checkIn));
            case CheckedIn before -> reject(new AlreadyCheckedIn(before.checkIn()));
            case Voided voided -> reject(new IsVoid());
        };
    }

    private static Decision<TicketEvent, TicketRejection> transfer(
            TransferTicket wish, Issued ticket) {
        if (!wish.from().equals(ticket.facts().holder())) {
            return reject(new HeldByAnother());
        }
        return switch (ticket) {
            case Valid valid -> transfer(wish, valid);
            case CheckedIn used -> reject(new IsUsed());
            case Voided voided -> reject(new IsVoid());
        };
    }

    private static Decision<TicketEvent, TicketRejection> transfer(
            TransferTicket wish, Valid ticket) {
        Instant closes = wish.showStarts().minus(TRANSFER_CLOSES);
        if (wish.now().isAfter(closes)) {
            return reject(new TransferClosed(closes));
        }
        if (wish.to().equals(wish.from())) {
            return reject(new HeldAlready());
        }
        if (ticket.transfers().size() >= MAX_TRANSFERS) {
            return reject(new TransferredTooOften(ticket.transfers().size()));
        }
        return accept(new TicketTransferred(new Transfer(wish.from(), wish.to(), wish.now())));
    }

    @Override
    public Ticket evolve(Ticket ticket, TicketEvent event) {
        return switch (event) {
            case TicketIssued issued -> new Valid(issued.facts());
            case TicketCheckedIn checkedIn -> {
                Issued before = issued(ticket);
                yield new CheckedIn(before.facts(), before.transfers(), checkedIn.checkIn());
            }
            case TicketTransferred transferred -> {
                Issued before = issued(ticket);
                yield new Valid(
                        before.facts().heldBy(transferred.transfer().to()),
                        more(before.transfers(), transferred.transfer()));
            }
            case TicketVoided voided -> {
                Issued before = issued(ticket);
                yield new Voided(before.facts(), before.transfers());
            }
        };
    }

    private static List<Transfer> more(List<Transfer> before, Transfer last) {
        return Stream.concat(before.stream(), Stream.of(last)).toList();
    }

    private static Issued issued(Ticket ticket) {
        return switch (ticket) {
            case Issued issued -> issued;
            case Absent absent ->
                    throw new IllegalStateException("a ticket's first event issues it");
        };
    }
}
