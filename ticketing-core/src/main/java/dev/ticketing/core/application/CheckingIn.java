package dev.ticketing.core.application;

import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCode;
import dev.ticketing.core.ticket.TicketCommand.CheckInTicket;
import dev.ticketing.core.ticket.TicketDecider;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketRejection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One wish to let somebody in, judged against where their ticket is. */
final class CheckingIn {

    private final Request request;
    private final ShowId show;
    private final Optional<TicketCode> shown;
    private final Optional<String> gate;

    /**
     * @param shown what the genuine code says; empty if it is of no ticket of the show
     */
    CheckingIn(Request request, ShowId show, Optional<TicketCode> shown, Optional<String> gate) {
        this.request = request;
        this.show = show;
        this.shown = shown;
        this.gate = gate;
    }

    List<AggregateRef<?, ?>> reads() {
        return shown.<List<AggregateRef<?, ?>>>map(code -> List.of(Ticket.at(code.ticket())))
                .orElseGet(List::of);
    }

    Judgement<Outcome<Ticket.Issued>> judge(Workspace states, Instant now) {
        Show place = states.state(Show.at(show));
        Optional<Refusal> barred = barred(place);
        if (barred.isPresent()) {
            return WriteSide.refuse(barred.get());
        }
        if (place instanceof Show.Cancelled) {
            return WriteSide.refuse(new Refusal.ByTicket(new TicketRejection.ShowCancelled()));
        }
        return shown.map(code -> judge(code, states, now))
                .orElseGet(
                        () ->
                                WriteSide.refuse(
                                        new Refusal.ByTicket(new TicketRejection.NotIssued())));
    }

    /** Who only scans sees what is public alone. */
    private Optional<Refusal> barred(Show state) {
        boolean scans =
                state instanceof Show.Existing existing
                        && existing.isPublic()
                        && request.caller().scansFor(existing);
        return scans ? Optional.empty() : Shows.barred(request.caller(), state);
    }

    private Judgement<Outcome<Ticket.Issued>> judge(
            TicketCode code, Workspace states, Instant now) {
        AggregateRef<Ticket, TicketEvent> ticket = Ticket.at(code.ticket());
        Ticket before = states.state(ticket);
        CheckIn checkIn =
                new CheckIn(now, request.caller().user(), code.edition(), gate.orElse(null));
        return switch (TicketDecider.INSTANCE.decide(new CheckInTicket(checkIn), before)) {
            case Decision.Rejected<TicketEvent, TicketRejection>(TicketRejection reason) ->
                    WriteSide.refuse(new Refusal.ByTicket(reason));
            case Decision.Accepted<TicketEvent, TicketRejection>(List<TicketEvent> events) -> {
                Version version = states.version(ticket).plus(events.size());
                yield WriteSide.commit(
                        List.of(new Change<>(ticket, events)),
                        Tickets.issued(TicketDecider.INSTANCE.evolve(before, events)),
                        version);
            }
        };
    }
}
