package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Holding seats, and giving them up. Changes complete when they are durable; reading blocks and is
 * always current. Safe for any number of threads.
 */
public final class Reservations {

    private final WriteSide writes;
    private final Payments payments;
    private final IdSource ids;

    Reservations(WriteSide writes, Payments payments, IdSource ids) {
        this.writes = writes;
        this.payments = payments;
        this.ids = ids;
    }

    /**
     * Seats to hold.
     *
     * @param tier the price; without it the cheapest that is open now
     */
    public record Wish(ShowId show, SectionId section, Places places, Optional<TierId> tier) {}

    /** Holds seats for the caller. */
    public CompletableFuture<Outcome<Reservation.Started>> hold(Request request, Wish wish) {
        Holding holding = new Holding(request, wish, new ReservationId(ids.next()));
        return writes.submit(
                WriteSide.keyOf(wish.show(), wish.section()),
                new Task<>(
                        request.command(),
                        request.metadata(),
                        List.of(),
                        holding::judge,
                        this::replay));
    }

    /**
     * Gives a reservation up: seats are released, and what was paid is refunded, to its customer as
     * far as the show's policy says, by an organizer in full.
     */
    public CompletableFuture<Outcome<Reservation.Started>> cancel(
            Request request, ReservationId id) {
        Optional<Loaded<Reservation.Started>> found = find(request.caller(), id);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>(new Refusal.NotFound()));
        }
        Terms terms = found.get().state().terms();
        Cancelling cancelling = new Cancelling(request, terms, new RefundId(ids.next()));
        return writes.submit(
                        WriteSide.keyOf(terms.show(), terms.section()),
                        new Task<>(
                                request.command(),
                                request.metadata(),
                                List.of(Reservation.at(id)),
                                cancelling::judge,
                                this::replay))
                .thenApply(
                        outcome -> {
                            Cancelling.refunded(outcome).ifPresent(payments::refundLater);
                            return outcome;
                        });
    }

    private Outcome<Reservation.Started> replay(List<RecordedEvent> recorded) {
        RecordedEvent own = WriteSide.lastOf("reservation", recorded);
        ReservationId id = Reservation.idOf(own.stream());
        Loaded<Reservation> then = writes.stateAt(Reservation.at(id), own.version());
        return WriteSide.replayed(started(then.state()), then.version(), recorded);
    }

    /** A reservation that the caller may see: its customer, an organizer, an administrator. */
    public Optional<Loaded<Reservation.Started>> find(Caller caller, ReservationId id) {
        Loaded<Reservation> loaded = writes.read(Reservation.at(id));
        return switch (loaded.state()) {
            case Reservation.Absent absent -> Optional.empty();
            case Reservation.Started started ->
                    mayManage(caller, started.terms())
                            ? Optional.of(new Loaded<>(started, loaded.version()))
                            : Optional.empty();
        };
    }

    private boolean mayManage(Caller caller, Terms terms) {
        return terms.customer().equals(caller.user())
                || caller.admin()
                || organizes(caller, terms.show());
    }

    private boolean organizes(Caller caller, ShowId id) {
        return writes.current(Show.at(id)).state() instanceof Show.Existing show
                && caller.organizes(show);
    }

    static Reservation.Started started(Reservation reservation) {
        return switch (reservation) {
            case Reservation.Started started -> started;
            case Reservation.Absent absent ->
                    throw new IllegalStateException("a reservation without events");
        };
    }
}
