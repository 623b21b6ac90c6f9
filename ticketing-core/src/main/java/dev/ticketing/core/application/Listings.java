package dev.ticketing.core.application;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SearchWords;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRow;
import dev.ticketing.core.ticket.TicketRegister;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists, as far as the read models have come, of what each caller may see. Blocks; safe for any
 * number of threads.
 *
 * <p>What somebody bought is listed for them; for an organizer or an administrator, everything that
 * belongs to the show or the reservation they ask for.
 */
public final class Listings {

    private final WriteSide writes;
    private final Directories directories;
    private final Tickets tickets;
    private final LogTail tail;
    private final Catalogue catalogue;

    Listings(
            WriteSide writes,
            Directories directories,
            Tickets tickets,
            LogTail tail,
            Catalogue catalogue) {
        this.writes = writes;
        this.directories = directories;
        this.tickets = tickets;
        this.tail = tail;
        this.catalogue = catalogue;
    }

    /**
     * Which shows are wanted.
     *
     * @param stages in one of these; empty for all
     * @param from no earlier start than this
     * @param to only earlier starts than this
     * @param text its words have to be found in the title, the venue or the description
     * @param organizer who organizes them, as their owner or beside them
     */
    public record WantedShows(
            Set<Show.Stage> stages,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> text,
            Optional<UserId> organizer) {
        public WantedShows {
            stages = Set.copyOf(stages);
        }
    }

    /** Which reservations are wanted; empty for all that may be seen. */
    public record WantedReservations(Optional<ShowId> show, Optional<Reservation.Status> status) {}

    /** Which payments are wanted; empty for all that may be seen. */
    public record WantedPayments(
            Optional<ShowId> show,
            Optional<ReservationId> reservation,
            Optional<Payment.Status> status) {}

    /** Which tickets are wanted; empty for all that may be seen. */
    public record WantedTickets(Optional<ShowId> show, Optional<ReservationId> reservation) {}

    /**
     * Shows by when they start; drafts for their organizers alone. The first page for somebody who
     * is not signed in comes from memory if no show has changed.
     *
     * @param after only those behind this place; empty for the first
     */
    public List<ShowRow> shows(
            Optional<Caller> caller,
            WantedShows wanted,
            Optional<ShowDirectory.Cursor> after,
            int limit) {
        ShowDirectory.Filter filter =
                new ShowDirectory.Filter(
                        wanted.stages(),
                        wanted.from(),
                        wanted.to(),
                        wanted.text().map(SearchWords::wanted).orElse(Set.of()),
                        wanted.organizer(),
                        caller.map(Caller::user),
                        caller.filter(Caller::admin).isPresent());
        if (caller.isPresent() || after.isPresent()) {
            return directories.shows().list(filter, after, limit);
        }
        tail.fresh();
        return catalogue.firstPage(filter, limit);
    }

    /**
     * Reservations, newest id first.
     *
     * @param now decides whether a hold's time is over
     * @param before only those with a smaller id; empty for the newest
     */
    public List<ReservationRow> reservations(
            Caller caller,
            WantedReservations wanted,
            Instant now,
            Optional<ReservationId> before,
            int limit) {
        Optional<UserId> customer = ownUnless(organizes(caller, wanted.show()), caller);
        return directories
                .reservations()
                .list(
                        new ReservationDirectory.Filter(customer, wanted.show(), wanted.status()),
                        now,
                        before,
                        limit);
    }

    /**
     * Payments, newest id first.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    public List<PaymentRow> payments(
            Caller caller, WantedPayments wanted, Optional<PaymentId> before, int limit) {
        boolean organizes =
                organizes(caller, wanted.show()) || organizesOf(caller, wanted.reservation());
        return directories
                .payments()
                .list(
                        new PaymentDirectory.Filter(
                                ownUnless(organizes, caller),
                                wanted.show(),
                                wanted.reservation(),
                                wanted.status()),
                        before,
                        limit);
    }

    /**
     * Tickets, newest id first, each with its code for its holder alone. Among the caller's own are
     * those that they have handed on.
     *
     * @param before only those with a smaller id; empty for the newest
     */
    public List<Tickets.Seen> tickets(
            Caller caller, WantedTickets wanted, Optional<TicketId> before, int limit) {
        boolean organizes =
                organizes(caller, wanted.show()) || organizesOf(caller, wanted.reservation());
        TicketRegister.Filter filter =
                new TicketRegister.Filter(
                        ownUnless(organizes, caller), wanted.show(), wanted.reservation());
        return directories.tickets().list(filter, before, limit).stream()
                .map(ticket -> tickets.seen(caller.user(), ticket))
                .toList();
    }

    private static Optional<UserId> ownUnless(boolean all, Caller caller) {
        return all ? Optional.empty() : Optional.of(caller.user());
    }

    private boolean organizes(Caller caller, Optional<ShowId> show) {
        return show.isPresent()
                && writes.current(Show.at(show.get())).state() instanceof Show.Existing existing
                && caller.organizes(existing);
    }

    private boolean organizesOf(Caller caller, Optional<ReservationId> reservation) {
        return reservation.isPresent()
                && writes.read(Reservation.at(reservation.get())).state()
                        instanceof Reservation.Started started
                && organizes(caller, Optional.of(started.terms().show()));
    }
}
