package dev.ticketing.core.application;

import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.live.PresentState;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What live updates ask of the write side. Whether somebody may see it was asked before. */
final class LiveState implements PresentState {

    /** Nobody holds so much for long. */
    private static final int MAX_UNPAID = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WriteSide writes;
    private final Shows shows;
    private final ReservationDirectory directory;
    private final Consumers consumers;
    private final InstantSource clock;

    /**
     * @param consumers one of them fills the directory
     */
    LiveState(
            WriteSide writes,
            Shows shows,
            ReservationDirectory directory,
            Consumers consumers,
            InstantSource clock) {
        this.writes = writes;
        this.shows = shows;
        this.directory = directory;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public List<SectionId> sections(ShowId id) {
        return switch (writes.current(Show.at(id)).state()) {
            case Show.Missing missing -> List.of();
            case Show.Existing show -> show.details().sections().stream().map(Section::id).toList();
        };
    }

    @Override
    public Optional<PlacesNow> places(ShowId id, SectionId section) {
        return switch (writes.current(Show.at(id)).state()) {
            case Show.Missing missing -> Optional.empty();
            case Show.Existing show ->
                    show.details().section(section).map(found -> shows.placesNow(show, found));
        };
    }

    @Override
    public Optional<Reservation.Started> reservation(ReservationId id) {
        return switch (writes.read(Reservation.at(id)).state()) {
            case Reservation.Absent absent -> Optional.empty();
            case Reservation.Started started -> Optional.of(started);
        };
    }

    @Override
    public List<Reservation.Started> reservations(List<ReservationId> ids) {
        return writes.readAll(ids, Reservation::at).values().stream()
                .map(Loaded::state)
                .filter(Reservation.Started.class::isInstance)
                .map(Reservation.Started.class::cast)
                .toList();
    }

    @Override
    public Optional<Payment.Requested> payment(PaymentId id) {
        return switch (writes.read(Payment.at(id)).state()) {
            case Payment.Absent absent -> Optional.empty();
            case Payment.Requested requested -> Optional.of(requested);
        };
    }

    @Override
    public CompletableFuture<?> unpaidKnownUpTo(Position position) {
        return consumers.await(ReservationProjection.NAME, position, PATIENCE);
    }

    @Override
    public List<Reservation.Started> unpaid(UserId customer) {
        Instant now = clock.instant();
        return Stream.of(Reservation.Status.HELD, Reservation.Status.PAYMENT_PENDING)
                .flatMap(status -> listed(customer, status, now))
                .flatMap(row -> reservation(row.reservation().terms().id()).stream())
                .filter(found -> !found.terms().isOverAt(now))
                .toList();
    }

    private Stream<ReservationRow> listed(UserId customer, Reservation.Status status, Instant now) {
        var filter =
                new ReservationDirectory.Filter(
                        Optional.of(customer), Optional.empty(), Optional.of(status));
        return directory.list(filter, now, Optional.empty(), MAX_UNPAID).stream();
    }
}
