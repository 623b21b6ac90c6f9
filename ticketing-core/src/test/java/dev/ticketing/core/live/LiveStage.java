package dev.ticketing.core.live;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Live updates upon a log and a write side that the test speaks for. */
final class LiveStage {

    static final Duration MOMENT = Duration.ofMillis(20);
    static final Duration REST = Duration.ofMillis(100);
    static final Duration POLL = Duration.ofMillis(500);

    final ManualPlatform platform = new ManualPlatform();
    final ListedFeed feed = new ListedFeed();
    final State state = new State();
    final List<String> failures = new ArrayList<>();
    final Hints hints = new Hints();
    final LiveUpdates live =
            new LiveUpdates(
                    new LiveUpdates.Needs(
                            feed,
                            state,
                            hints,
                            platform,
                            platform,
                            platform,
                            (task, cause) -> failures.add(task)));
    final List<Message> heard = new ArrayList<>();

    /** Hints of other processes. */
    static final class Hints implements Wakeups {

        final List<Runnable> listeners = new ArrayList<>();

        @Override
        public void announce() {
            listeners.forEach(Runnable::run);
        }

        @Override
        public void listen(Runnable onWake) {
            listeners.add(onWake);
        }

        @Override
        public void close() {
            listeners.clear();
        }
    }

    /** What the write side says. */
    static final class State implements PresentState {

        final Map<SectionId, Integer> held = new LinkedHashMap<>();
        final Map<PaymentId, Payment.Requested> payments = new LinkedHashMap<>();
        final Map<ReservationId, Reservation.Started> reservations = new LinkedHashMap<>();
        final List<Reservation.Started> unpaid = new ArrayList<>();
        CompletableFuture<Void> known = CompletableFuture.completedFuture(null);
        Optional<Instant> until = Optional.empty();
        int asked;

        @Override
        public List<SectionId> sections(ShowId show) {
            return List.copyOf(held.keySet());
        }

        @Override
        public Optional<PlacesNow> places(ShowId show, SectionId section) {
            asked++;
            return Optional.ofNullable(held.get(section))
                    .map(count -> new PlacesNow(new Availability(10, count, 0, 0), until));
        }

        @Override
        public Optional<Reservation.Started> reservation(ReservationId id) {
            asked++;
            return Optional.ofNullable(reservations.get(id));
        }

        @Override
        public List<Reservation.Started> reservations(List<ReservationId> ids) {
            asked++;
            return ids.stream().filter(reservations::containsKey).map(reservations::get).toList();
        }

        @Override
        public Optional<Payment.Requested> payment(PaymentId id) {
            return Optional.ofNullable(payments.get(id));
        }

        @Override
        public CompletableFuture<?> unpaidKnownUpTo(Position position) {
            return known;
        }

        @Override
        public List<Reservation.Started> unpaid(UserId customer) {
            return unpaid.stream().filter(r -> r.terms().customer().equals(customer)).toList();
        }
    }

    LiveStage() {
        state.held.put(STALLS, 0);
        live.start();
    }

    void hold(SectionId section, int heldThen) {
        state.held.put(section, heldThen);
        feed.record(Inventory.at(SHOW, section).stream(), seatsHeld());
    }

    static SeatsHeld seatsHeld() {
        return new SeatsHeld(reservation(1), places(1), NOW);
    }
}
