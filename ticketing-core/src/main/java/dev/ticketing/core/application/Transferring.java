package dev.ticketing.core.application;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Change;
import dev.ticketing.core.mailbox.Judgement;
import dev.ticketing.core.mailbox.Workspace;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCommand.TransferTicket;
import dev.ticketing.core.ticket.TicketDecider;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRejection;

import java.time.Instant;
import java.util.List;

/** One wish to hand a ticket on, judged against where it is and when its show starts. */
final class Transferring {

    private final Request request;
    private final ShowId show;
    private final AggregateRef<Ticket, TicketEvent> ticket;
    private final UserId to;

    Transferring(Request request, TicketFacts facts, UserId to) {
        this.request = request;
        this.show = facts.show();
        this.ticket = Ticket.at(facts.id());
        this.to = to;
    }

    List<AggregateRef<?, ?>> reads() {
        return List.of(ticket);
    }

    /** Guarded by the show: its start may be moved meanwhile, in another process too. */
    Judgement<Outcome<Ticket.Issued>> judge(Workspace states, Instant now) {
        Ticket before = states.state(ticket);
        Show.Existing existing = Shows.existing(states.state(Show.at(show)));
        if (existing instanceof Show.Cancelled) {
            return WriteSide.refuse(new Refusal.ByTicket(new TicketRejection.ShowCancelled()));
        }
        Instant starts = existing.details().startsAt();
        var transfer = new TransferTicket(request.caller().user(), to, starts, now);
        return switch (TicketDecider.INSTANCE.decide(transfer, before)) {
            case Decision.Rejected<TicketEvent, TicketRejection>(TicketRejection reason) ->
                    WriteSide.refuse(new Refusal.ByTicket(reason));
            case Decision.Accepted<TicketEvent, TicketRejection>(List<TicketEvent> events)
                    when existing instanceof Show.Completed over ->
                    // However far away its start.
                    WriteSide.refuse(
                            new Refusal.ByTicket(
                                    new TicketRejection.TransferClosed(over.facts().updatedAt())));
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
