package dev.ticketing.core.application;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.core.ticket.TicketFacts;

import java.util.Optional;

/** Tickets, for those who hold them. Blocks; safe for any number of threads. */
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

    Seen seen(UserId viewer, Loaded<Ticket.Issued> ticket) {
        TicketFacts facts = ticket.state().facts();
        return new Seen(
                ticket,
                facts.holder().equals(viewer) ? Optional.of(codes.code(facts)) : Optional.empty());
    }
}
