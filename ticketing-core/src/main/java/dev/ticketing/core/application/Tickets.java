package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.core.ticket.TicketFacts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tickets, for those who hold them and for the door. Reading blocks; changes complete when they are
 * durable. Safe for any number of threads.
 */
public final class Tickets {

    private final WriteSide writes;
    private final TicketCodes codes;

    Tickets(WriteSide writes, TicketCodes codes) {
        this.writes = writes;
        this.codes = codes;
    }

    /**
     * A ticket as somebody may see it.
     *
     * @param code what admits; the holder's alone
     */
    public record Seen(Loaded<Ticket.Issued> ticket, Optional<String> code) {}

    /** A ticket, to its holder, an organizer or an administrator. */
    public Optional<Seen> find(Caller caller, TicketId id) {
        Loaded<Ticket> loaded = writes.read(Ticket.at(id));
        return loaded.state() instanceof Ticket.Issued issued && maySee(caller, issued.facts())
                ? Optional.of(seen(caller.user(), new Loaded<>(issued, loaded.version())))
                : Optional.empty();
    }

    private boolean maySee(Caller caller, TicketFacts ticket) {
        return ticket.holder().equals(caller.user())
                || caller.admin()
                || (writes.current(Show.at(ticket.show())).state() instanceof Show.Existing show
                        && caller.organizes(show));
    }

    /**
     * Lets somebody in who shows a code: once, at a show that the caller organizes or scans for.
     * Where the ticket is no ticket of the show, is void, or has admitted somebody, the answer says
     * so.
     *
     * @param gate where, in the words of the door; at most {@link CheckIn#MAX_GATE} characters
     */
    public CompletableFuture<Outcome<Ticket.Issued>> checkIn(
            Request request, ShowId show, String code, Optional<String> gate) {
        Optional<TicketId> shown =
                codes.verify(code)
                        .filter(content -> content.show().equals(show))
                        .map(TicketCodes.Content::ticket);
        CheckingIn checkingIn = new CheckingIn(request, show, shown, gate);
        return writes.submit(
                WriteSide.keyOf(show),
                new Task<>(
                        request.command(),
                        request.metadata(),
                        checkingIn.reads(),
                        checkingIn::judge,
                        this::replay));
    }

    private Outcome<Ticket.Issued> replay(List<RecordedEvent> recorded) {
        RecordedEvent own = recorded.getLast();
        TicketId id = Ticket.idOf(own.stream());
        Loaded<Ticket> then = writes.stateAt(Ticket.at(id), own.version());
        return WriteSide.replayed(issued(then.state()), then.version(), recorded);
    }

    static Ticket.Issued issued(Ticket ticket) {
        return switch (ticket) {
            case Ticket.Issued issued -> issued;
            case Ticket.Absent absent -> throw new IllegalStateException("a ticket without events");
        };
    }

    Seen seen(UserId viewer, Loaded<Ticket.Issued> ticket) {
        TicketFacts facts = ticket.state().facts();
        return new Seen(
                ticket,
                facts.holder().equals(viewer) ? Optional.of(codes.code(facts)) : Optional.empty());
    }
}
