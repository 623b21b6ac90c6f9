package dev.ticketing.core.application;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.mail.MailTask;
import dev.ticketing.core.mail.MailTask.Cancellation;
import dev.ticketing.core.mail.MailTask.Confirmation;
import dev.ticketing.core.mail.MailTask.HoldEnded;
import dev.ticketing.core.mail.MailTask.MoneyBack;
import dev.ticketing.core.mail.MailTask.TicketGiven;
import dev.ticketing.core.mail.MailTask.TicketReceived;
import dev.ticketing.core.mail.TicketPapers.Paper;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketRow;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes mails of what is so when they are sent. Blocks; safe for any number of threads. */
final class LetterWriter {

    private final WriteSide writes;
    private final Tickets tickets;
    private final ReservationDirectory reservations;
    private final InstantSource clock;
    private final Mailing mailing;

    LetterWriter(
            WriteSide writes,
            Tickets tickets,
            ReservationDirectory reservations,
            InstantSource clock,
            Mailing mailing) {
        this.writes = writes;
        this.tickets = tickets;
        this.reservations = reservations;
        this.clock = clock;
        this.mailing = mailing;
    }

    Post write(MailTask task) {
        return switch (task) {
            case Confirmation(ReservationId id) -> confirmation(started(id));
            case HoldEnded(ReservationId id) -> holdEnded(started(id));
            case Cancellation(ReservationId id) -> cancellation(started(id));
            case MoneyBack back -> moneyBack(back);
            case TicketReceived received -> ticketReceived(received);
            case TicketGiven given -> ticketGiven(given);
        };
    }

    /** Which reservation a task is about. */
    ReservationId reservationOf(MailTask task) {
        return switch (task) {
            case Confirmation(ReservationId id) -> id;
            case HoldEnded(ReservationId id) -> id;
            case Cancellation(ReservationId id) -> id;
            case MoneyBack back -> requested(back.payment()).request().reservation();
            case TicketReceived(TicketId id, var to) -> ticket(id).state().facts().reservation();
            case TicketGiven(TicketId id, var from) -> ticket(id).state().facts().reservation();
        };
    }

    private Post confirmation(Reservation.Started reservation) {
        Terms terms = reservation.terms();
        if (!(reservation instanceof Reservation.Confirmed confirmed)) {
            return new Post.Moot(terms.id(), "the reservation has ended meanwhile");
        }
        List<Paper> papers =
                confirmed.tickets().stream()
                        .map(this::ticket)
                        .filter(ticket -> ticket.state().facts().holder().equals(terms.customer()))
                        .flatMap(ticket -> paper(ticket).stream())
                        .toList();
        if (papers.isEmpty()) {
            return new Post.Moot(
                    terms.id(), "all its tickets have been handed on or used meanwhile");
        }
        Loaded<Show.Existing> show = show(terms.show());
        return new Post.Letter(
                terms.id(),
                terms.customer(),
                letters(show).confirmation(terms, papers.size()),
                mailing.papers().of(show, papers));
    }

    private Post holdEnded(Reservation.Started reservation) {
        Terms terms = reservation.terms();
        if (!(reservation instanceof Reservation.Expired expired)) {
            return new Post.Moot(terms.id(), "the reservation was paid after all");
        }
        Optional<Payment.Requested> payment = expired.payment().map(this::requested);
        if (payment.filter(Payment.Captured.class::isInstance).isPresent()) {
            return new Post.Moot(terms.id(), "the money has come, and its return is told instead");
        }
        if (hasBoughtElsewhere(terms)) {
            return new Post.Moot(terms.id(), "the customer has other tickets for this event");
        }
        boolean answered = payment.filter(Payment.Failed.class::isInstance).isPresent();
        return letter(terms, letters(show(terms.show())).holdEnded(terms, answered));
    }

    private boolean hasBoughtElsewhere(Terms terms) {
        var bought =
                new ReservationDirectory.Filter(
                        Optional.of(terms.customer()),
                        Optional.of(terms.show()),
                        Optional.of(Reservation.Status.CONFIRMED));
        return !reservations.list(bought, clock.instant(), Optional.empty(), 1).isEmpty();
    }

    private Post cancellation(Reservation.Started reservation) {
        Terms terms = reservation.terms();
        if (!(reservation instanceof Reservation.Cancelled cancelled)) {
            return new Post.Moot(terms.id(), "the reservation is not cancelled");
        }
        if (cancelled.payment().isEmpty()) {
            return new Post.Moot(terms.id(), "the customer had not begun to pay");
        }
        Money back = back(requested(cancelled.payment().get()));
        Loaded<Show.Existing> show = show(terms.show());
        return letter(
                terms,
                show.state() instanceof Show.Cancelled
                        ? letters(show).showCancelled(terms, back)
                        : letters(show).reservationCancelled(terms, back));
    }

    /** What goes back of a payment, or has gone back. */
    private static Money back(Payment.Requested payment) {
        Money back = payment.refunded();
        if (payment instanceof Payment.Captured captured) {
            for (Refund refund : captured.open()) {
                back = back.plus(refund.amount());
            }
        }
        return back;
    }

    private Post moneyBack(MoneyBack back) {
        Terms terms = started(requested(back.payment()).request().reservation()).terms();
        return letter(
                terms,
                letters(show(terms.show())).moneyBack(terms, back.amount(), back.reasonOrNull()));
    }

    private static Post.Letter letter(Terms terms, Letters.Text text) {
        return new Post.Letter(terms.id(), terms.customer(), text);
    }

    private Post ticketReceived(TicketReceived received) {
        Loaded<Ticket.Issued> ticket = ticket(received.ticket());
        ReservationId reservation = ticket.state().facts().reservation();
        Optional<Paper> paper = paper(ticket);
        if (paper.isEmpty() || !ticket.state().facts().holder().equals(received.to())) {
            return new Post.Moot(reservation, "the ticket is no longer theirs, or of no use");
        }
        Loaded<Show.Existing> show = show(ticket.state().facts().show());
        return new Post.Letter(
                reservation,
                received.to(),
                letters(show).ticketReceived(ticket.state().facts()),
                mailing.papers().of(show, List.of(paper.get())));
    }

    private Post ticketGiven(TicketGiven given) {
        Loaded<Ticket.Issued> ticket = ticket(given.ticket());
        return new Post.Letter(
                ticket.state().facts().reservation(),
                given.from(),
                letters(show(ticket.state().facts().show())).ticketGiven(ticket.state().facts()));
    }

    /** A ticket that still admits, for who holds it. */
    private Optional<Paper> paper(Loaded<Ticket.Issued> ticket) {
        TicketRow row = new TicketRow(ticket.state(), ticket.version());
        return ticket.state() instanceof Ticket.Valid valid
                ? tickets.seen(valid.facts().holder(), row).code().map(code -> new Paper(row, code))
                : Optional.empty();
    }

    private Letters letters(Loaded<Show.Existing> show) {
        return new Letters(show.state().details(), mailing.publicUrl().get());
    }

    private Reservation.Started started(ReservationId id) {
        return Reservations.started(writes.read(Reservation.at(id)).state());
    }

    private Payment.Requested requested(PaymentId id) {
        return switch (writes.read(Payment.at(id)).state()) {
            case Payment.Requested requested -> requested;
            case Payment.Absent absent -> throw new IllegalStateException("no payment " + id);
        };
    }

    private Loaded<Ticket.Issued> ticket(TicketId id) {
        Loaded<Ticket> loaded = writes.read(Ticket.at(id));
        return new Loaded<>(Tickets.issued(loaded.state()), loaded.version());
    }

    private Loaded<Show.Existing> show(ShowId id) {
        Loaded<Show> loaded = writes.current(Show.at(id));
        return new Loaded<>(Shows.existing(loaded.state()), loaded.version());
    }
}
