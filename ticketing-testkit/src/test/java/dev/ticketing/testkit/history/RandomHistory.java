package dev.ticketing.testkit.history;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.testkit.history.Operation.Claim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A sale by the rules, with clients that overlap, answers that get lost and holds that run out:
 * what a correct server might have done.
 */
final class RandomHistory {

    private static final int CLIENTS = 6;
    private static final int STEPS = 400;
    private static final List<SeatLabel> SEATS =
            IntStream.rangeClosed(1, 5).mapToObj(i -> new SeatLabel("A-" + i)).toList();

    private final SplittableRandom random;
    private final List<Client> clients = new ArrayList<>();
    private final Map<ReservationId, Held> held = new LinkedHashMap<>();
    private final List<ReservationId> known = new ArrayList<>();
    private final Ledger ledger = Ledger.inMemory(this::now);
    private final Written log = new Written();
    private long now;
    private long ids;

    /** Seats that somebody has. */
    private static final class Held {
        private final Places places;
        private final long until;
        private boolean sold;

        Held(Places places, long until) {
            this.places = places;
            this.until = until;
        }
    }

    /** What a client waits for. */
    private static final class Client {
        private Optional<Operation> asked = Optional.empty();

        /** How it will be told, once the server has judged. */
        private Optional<Runnable> answer = Optional.empty();
    }

    private RandomHistory(long seed) {
        random = new SplittableRandom(seed);
        IntStream.range(0, CLIENTS).forEach(i -> clients.add(new Client()));
        for (int i = 0; i < STEPS; i++) {
            now += random.nextLong(Duration.ofSeconds(2).toNanos());
            step(clients.get(random.nextInt(CLIENTS)));
        }
        // Whoever still waits is never told.
    }

    static RandomHistory of(long seed) {
        return new RandomHistory(seed);
    }

    Ledger ledger() {
        return ledger;
    }

    Written log() {
        return log;
    }

    private long now() {
        return now;
    }

    private UUID nextId() {
        return new UUID(5, ++ids);
    }

    private void step(Client client) {
        if (client.asked.isEmpty()) {
            client.asked = Optional.of(ledger.invoked(nextId(), wish()));
        } else if (client.answer.isEmpty()) {
            client.answer = Optional.of(judge(client.asked.get()));
        } else {
            if (random.nextInt(10) == 0) {
                ledger.unanswered(client.asked.get());
            } else {
                client.answer.get().run();
            }
            client.asked = Optional.empty();
            client.answer = Optional.empty();
        }
    }

    private Wish wish() {
        int dice = random.nextInt(10);
        if (dice < 6 || known.isEmpty()) {
            int first = random.nextInt(SEATS.size());
            int last = Math.min(SEATS.size(), first + 1 + random.nextInt(2));
            return new Wish.Hold(
                    Written.SHOW, Written.SECTION, new Places.Seats(SEATS.subList(first, last)));
        }
        ReservationId any = known.get(random.nextInt(known.size()));
        return dice < 8 ? new Wish.Pay(any) : new Wish.Cancel(any);
    }

    private Runnable judge(Operation operation) {
        endHolds();
        return switch (operation.wish()) {
            case Wish.Hold hold -> hold(operation, hold.places());
            case Wish.Pay(ReservationId id) -> pay(operation, id);
            case Wish.Cancel(ReservationId id) -> cancel(operation, id);
        };
    }

    private void endHolds() {
        List<ReservationId> over =
                held.entrySet().stream()
                        .filter(entry -> !entry.getValue().sold && entry.getValue().until <= now)
                        .map(Map.Entry::getKey)
                        .toList();
        for (ReservationId id : over) {
            Held ended = held.remove(id);
            if (ended != null) {
                log.expired(id, ended.places, now);
            }
        }
    }

    private Runnable hold(Operation operation, Places places) {
        List<SeatLabel> taken =
                places.seats().stream()
                        .filter(seat -> held.values().stream().anyMatch(has(seat)))
                        .toList();
        if (!taken.isEmpty()) {
            return () -> ledger.refused(operation, "SEAT_TAKEN", taken);
        }
        ReservationId id = new ReservationId(nextId());
        held.put(id, new Held(places, now + Written.HOLD_TIME.toNanos()));
        log.held(operation.key(), id, places, now);
        return () -> {
            known.add(id);
            ledger.acknowledged(operation, id.value());
        };
    }

    private static Predicate<Held> has(SeatLabel seat) {
        return held -> held.places.seats().contains(seat);
    }

    private Runnable pay(Operation operation, ReservationId id) {
        Held seats = held.get(id);
        if (seats == null || seats.sold) {
            return () -> ledger.refused(operation, "RESERVATION_EXPIRED");
        }
        PaymentId payment = new PaymentId(nextId());
        log.requested(operation.key(), payment, id, now);
        if (random.nextInt(4) == 0) {
            return () -> ledger.acknowledged(operation, payment.value(), Claim.DECLINED);
        }
        seats.sold = true;
        log.captured(operation.key(), payment, now);
        log.confirmed(operation.key(), payment, id, now);
        return () -> ledger.acknowledged(operation, payment.value(), Claim.CAPTURED);
    }

    private Runnable cancel(Operation operation, ReservationId id) {
        Held seats = held.remove(id);
        if (seats == null) {
            return () -> ledger.refused(operation, "INVALID_TRANSITION");
        }
        log.cancelled(operation.key(), id, seats.places, now);
        return () -> ledger.acknowledged(operation, id.value());
    }
}
