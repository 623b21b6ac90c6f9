package dev.ticketing.app;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Buyers who hold and pay, each wish under a key of its own. When no answer comes, or none that
 * decides, they ask again with the same key until one does.
 */
final class Shoppers implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Wishes that one buyer has open before making no new ones. */
    private static final int PATIENCE = 6;

    /** Answers that leave open what becomes of the key. */
    private static final Set<String> UNDECIDED = Set.of("IDEMPOTENCY_IN_PROGRESS", "CONFLICT");

    private final Ledger ledger;
    private final List<String> events;

    /** How many of ten captured payments are given back. */
    private final int cancelled;

    private final ConcurrentMap<String, Person> buyers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean selling = true;
    private volatile boolean abandoned;

    private enum Kind {
        HOLD,
        PAY,
        CANCEL
    }

    /**
     * What is asked for, under one key.
     *
     * @param reservation empty for one to come
     */
    private record Wish(Kind kind, String key, String reservation, JsonNode body) {
        String path() {
            return switch (kind) {
                case HOLD -> "/api/reservations";
                case PAY -> "/api/payments";
                case CANCEL -> "/api/reservations/" + reservation + "/cancel";
            };
        }
    }

    private Shoppers(Ledger ledger, List<String> events, int cancelled) {
        this.ledger = ledger;
        this.events = List.copyOf(events);
        this.cancelled = cancelled;
    }

    /**
     * Starts shopping.
     *
     * @param events each with a section {@code ga}
     */
    static Shoppers start(List<Person> people, List<String> events, Ledger ledger, long seed) {
        return start(people, events, ledger, seed, 0);
    }

    /**
     * Starts shopping by people some of whom change their minds.
     *
     * @param cancelled how many of ten captured payments are given back
     */
    static Shoppers start(
            List<Person> people, List<String> events, Ledger ledger, long seed, int cancelled) {
        Shoppers shoppers = new Shoppers(ledger, events, cancelled);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (Person person : people) {
            Shopper shopper = shoppers.new Shopper(person, seeds.split());
            shoppers.running.add(shoppers.threads.submit(shopper::run));
        }
        return shoppers;
    }

    /** Who has a reservation. */
    Map<String, Person> buyers() {
        return Map.copyOf(buyers);
    }

    /** No more new wishes; returns when every key has been answered. */
    void finish(Duration limit) {
        selling = false;
        Eventually.isTrue(
                "every key is answered", limit, () -> running.stream().allMatch(Future::isDone));
        running.forEach(Together::result);
    }

    /** Everybody goes home, told or not. */
    @Override
    public void close() {
        selling = false;
        abandoned = true;
        threads.close();
    }

    private final class Shopper {

        private final Person person;
        private final SplittableRandom random;
        private final Deque<Wish> open = new ArrayDeque<>();

        Shopper(Person person, SplittableRandom random) {
            this.person = person;
            this.random = random;
        }

        void run() {
            while (!abandoned && (selling || !open.isEmpty())) {
                boolean fresh = selling && open.size() < PATIENCE && random.nextBoolean();
                Wish next = open.peek();
                if (fresh || next == null) {
                    ask(newHold());
                } else {
                    ask(open.remove());
                }
            }
        }

        private Wish newHold() {
            String event = events.get(random.nextInt(events.size()));
            JsonNode places = Person.places(event, "ga", 1 + random.nextInt(3));
            return new Wish(Kind.HOLD, Person.newKey(), "", places);
        }

        private void ask(Wish wish) {
            try {
                Reply reply = person.post(wish.path(), wish.key(), wish.body());
                if (isDecided(reply)) {
                    note(wish, reply);
                    return;
                }
            } catch (UncheckedIOException e) {
                // It may have happened, or not: ask again.
            }
            open.add(wish);
            LockSupport.parkNanos(PAUSE.toNanos());
        }

        private static boolean isDecided(Reply reply) {
            return reply.status() < 500 && !UNDECIDED.contains(reply.code());
        }

        private void note(Wish wish, Reply reply) {
            if (reply.status() >= 300) {
                if (reply.status() != 409) {
                    throw new AssertionError(reply.toString());
                }
                ledger.refused(reply.code());
                return;
            }
            switch (wish.kind()) {
                case HOLD -> {
                    ledger.held(wish.key(), reply.id());
                    buyers.put(reply.id(), person);
                    if (random.nextInt(10) < 6) {
                        String instrument = random.nextInt(4) == 0 ? "tok_declined" : "tok_ok";
                        JsonNode payment = Person.payment(reply.id(), instrument);
                        open.add(new Wish(Kind.PAY, Person.newKey(), reply.id(), payment));
                    }
                }
                case PAY -> {
                    ledger.paid(wish.key(), reply.id(), reply.text("status"));
                    if (random.nextInt(10) < cancelled) {
                        JsonNode nothing = TestApi.JSON.missingNode();
                        open.add(
                                new Wish(
                                        Kind.CANCEL, Person.newKey(), wish.reservation(), nothing));
                    }
                }
                case CANCEL -> {
                    // Whatever became of it, the log tells.
                }
            }
        }
    }
}
