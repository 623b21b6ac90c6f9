package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCode;
import dev.ticketing.core.ticket.TicketCodes;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketVerifier;
import dev.ticketing.core.ticket.TicketVerifier.Verdict;
import dev.ticketing.core.ticket.TicketView;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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
    public record Seen(TicketView ticket, Optional<String> code) {}

    /**
     * A ticket as it is, to its holder, an organizer or an administrator; what remains of it, to
     * who has handed it on.
     */
    public Optional<Seen> find(Caller caller, TicketId id) {
        Loaded<Ticket> loaded = writes.read(Ticket.at(id));
        if (!(loaded.state() instanceof Ticket.Issued issued)) {
            return Optional.empty();
        }
        if (issued.facts().holder().equals(caller.user()) || organizes(caller, issued)) {
            return Optional.of(seen(caller.user(), new TicketRow(issued, loaded.version())));
        }
        return issued.passedOnBy(caller.user()).map(left -> seen(caller.user(), left));
    }

    private boolean organizes(Caller caller, Ticket.Issued ticket) {
        return caller.admin()
                || (writes.current(Show.at(ticket.facts().show())).state()
                                instanceof Show.Existing show
                        && caller.organizes(show));
    }

    /**
     * Lets somebody in who shows a code: once, at a show that the caller organizes or scans for.
     * Where the ticket is no ticket of the show, is void, has a newer code, or has admitted
     * somebody, the answer says so.
     *
     * @param gate where, in the words of the door; at most {@link CheckIn#MAX_GATE} characters
     */
    public CompletableFuture<Outcome<Ticket.Issued>> checkIn(
            Request request, ShowId show, String code, Optional<String> gate) {
        Optional<TicketCode> shown =
                codes.verifier().verify(code) instanceof Verdict.Genuine(TicketCode says)
                                && says.show().equals(show)
                        ? Optional.of(says)
                        : Optional.empty();
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

    /**
     * Hands a ticket on: its holder alone can, up to a day before the show starts. From then on its
     * codes so far admit nobody, and a new one does.
     *
     * @param receiver who gets it; asked, on the caller's thread, only if the caller holds the
     *     ticket or did
     * @return the ticket as its receiver sees it
     */
    public CompletableFuture<Outcome<Seen>> transfer(
            Request request, TicketId id, Supplier<UserId> receiver) {
        Caller caller = request.caller();
        if (!(writes.read(Ticket.at(id)).state() instanceof Ticket.Issued ticket)) {
            return refused(new Refusal.NotFound());
        }
        if (!ticket.facts().holder().equals(caller.user())
                && ticket.passedOnBy(caller.user()).isEmpty()) {
            return refused(
                    organizes(caller, ticket) ? new Refusal.Forbidden() : new Refusal.NotFound());
        }
        Transferring transferring = new Transferring(request, ticket.facts(), receiver.get());
        return writes.submit(
                        WriteSide.keyOf(ticket.facts().show()),
                        new Task<>(
                                request.command(),
                                request.metadata(),
                                transferring.reads(),
                                transferring::judge,
                                this::replay))
                .thenApply(this::asReceived);
    }

    private static <T> CompletableFuture<Outcome<T>> refused(Refusal why) {
        return CompletableFuture.completedFuture(new Outcome.Refused<>(why));
    }

    private Outcome<Seen> asReceived(Outcome<Ticket.Issued> outcome) {
        return switch (outcome) {
            case Outcome.Done<Ticket.Issued> done -> {
                TicketRow row = new TicketRow(done.value(), done.version());
                yield new Outcome.Done<>(
                        seen(row.facts().holder(), row),
                        done.version(),
                        done.position(),
                        done.replayed());
            }
            case Outcome.Refused<Ticket.Issued>(Refusal why) -> new Outcome.Refused<>(why);
        };
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

    Seen seen(UserId viewer, TicketView ticket) {
        return switch (ticket) {
            case TicketRow row when row.facts().holder().equals(viewer) ->
                    new Seen(row, Optional.of(codes.code(row.ticket())));
            case TicketRow row -> new Seen(row, Optional.empty());
            case PassedOn left -> new Seen(left, Optional.empty());
        };
    }

    /** Knows the codes of all tickets, as far as their keys were known when this process began. */
    public TicketVerifier verifier() {
        return codes.verifier();
    }
}
