package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.history.Ledger;
import dev.ticketing.testkit.history.Operation;
import dev.ticketing.testkit.history.Operation.Claim;
import dev.ticketing.testkit.history.Wish;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Buyers who hold, pay and give up, each wish under a key of its own, and all of it in a ledger.
 * When no answer comes, or none that decides, they ask again with the same key until one does.
 */
final class Shoppers implements AutoCloseable {

    /** Before a server is asked again that did not answer. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Before a wish is asked for again that the server is busy with, or believes to be. */
    private static final Duration LONGER_PAUSE = Duration.ofMillis(500);

    /** Wishes that one buyer has open before making no new ones. */
    private static final int PATIENCE = 50;

    /** Reservations of one buyer that are told about afterwards. */
    private static final int REMEMBERED = 50;

    /** Nobody can sign in anew at the moment. */
    private static final int UNAUTHORIZED = 401;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;

    /** Whatever is away, the server knows how to say so. */
    private static final int BUG = 500;

    /** Answers that leave open what becomes of the key. */
    private static final Set<String> UNDECIDED = Set.of("IDEMPOTENCY_IN_PROGRESS", "CONFLICT");

    private final Ledger ledger;
    private final List<Goods> goods;
    private final Habits habits;
    private final ConcurrentMap<String, Person> buyers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<Shopper> shoppers = new ArrayList<>();
    private volatile boolean selling = true;
    private volatile boolean abandoned;

    /**
     * What people do next.
     *
     * @param pay how many of a hundred holds are paid for
     * @param giveUp how many of a hundred holds that are not paid for are cancelled
     * @param giveBack how many of a hundred payments are cancelled
     * @param thought before each new wish: without it they keep a machine busy by themselves
     */
    record Habits(int pay, int giveUp, int giveBack, Duration thought) {
        static final Habits MOSTLY_PAY = new Habits(60, 20, 10, Duration.ofMillis(20));
    }

    /**
     * What is asked for.
     *
     * @param notBefore by {@link System#nanoTime}
     */
    private record Asked(Operation operation, String path, String body, long notBefore) {

        Asked later(Duration pause) {
            return new Asked(operation, path, body, System.nanoTime() + pause.toNanos());
        }

        boolean isDue() {
            return System.nanoTime() - notBefore >= 0;
        }
    }

    private Shoppers(Ledger ledger, List<Goods> goods, Habits habits) {
        this.ledger = ledger;
        this.goods = List.copyOf(goods);
        this.habits = habits;
    }

    /**
     * Starts shopping.
     *
     * @param goods each wanted as often as it is named
     */
    static Shoppers start(
            List<Person> people, List<Goods> goods, Habits habits, Ledger ledger, long seed) {
        Shoppers shoppers = new Shoppers(ledger, goods, habits);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (Person person : people) {
            Shopper shopper = shoppers.new Shopper(person, seeds.split());
            shoppers.shoppers.add(shopper);
            shoppers.running.add(shoppers.threads.submit(shopper::run));
        }
        return shoppers;
    }

    /** Who has a reservation: some of the first of each. */
    Map<String, Person> buyers() {
        return Map.copyOf(buyers);
    }

    /** How many answers of any kind everybody has been given. Fails as whoever has failed. */
    List<Long> answers() {
        running.stream().filter(Future::isDone).forEach(Together::result);
        return shoppers.stream().map(shopper -> shopper.answers.get()).toList();
    }

    /** Whether everybody has been given so many more answers than at that time. */
    boolean areAnswered(List<Long> before, int more) {
        List<Long> now = answers();
        return IntStream.range(0, now.size()).allMatch(i -> now.get(i) >= before.get(i) + more);
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
        private final KeptConnection connection;
        private final SplittableRandom random;
        private final Deque<Asked> open = new ArrayDeque<>();
        private final AtomicLong answers = new AtomicLong();
        private int remembered;

        /** The server did not answer the last time. */
        private boolean silent;

        Shopper(Person person, SplittableRandom random) {
            this.person = person;
            this.connection = person.connect();
            this.random = random;
        }

        void run() {
            try (connection) {
                while (!abandoned && (selling || !open.isEmpty())) {
                    Asked oldest = open.peek();
                    boolean due = oldest != null && oldest.isDue();
                    boolean mayWish = selling && !silent && open.size() < PATIENCE;
                    if (mayWish && !(due && random.nextBoolean())) {
                        LockSupport.parkNanos(habits.thought().toNanos());
                        ask(newHold());
                    } else if (due) {
                        ask(open.remove());
                    } else {
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                }
            }
        }

        private boolean happens(int ofHundred) {
            return random.nextInt(100) < ofHundred;
        }

        private Asked newHold() {
            List<Goods.Wanted> wanted = goods.get(random.nextInt(goods.size())).wanted();
            Goods.Wanted hold = wanted.get(random.nextInt(wanted.size()));
            return asked(hold.wish(), "/api/reservations", hold.body());
        }

        private void ask(Asked asked) {
            Operation operation = asked.operation();
            try {
                Reply reply =
                        person.asking(
                                token ->
                                        connection.post(
                                                asked.path(),
                                                token,
                                                operation.key().toString(),
                                                asked.body()));
                answers.incrementAndGet();
                silent = reply.status() >= 500;
                if (isDecided(reply)) {
                    note(operation, reply);
                    return;
                }
            } catch (UncheckedIOException e) {
                silent = true;
            }
            // It may have happened, or not.
            ledger.unanswered(operation);
            if (silent) {
                open.addFirst(asked.later(PAUSE));
            } else {
                open.add(asked.later(LONGER_PAUSE));
            }
        }

        private static boolean isDecided(Reply reply) {
            assertThat(reply.status()).as(reply::toString).isNotEqualTo(BUG);
            return reply.status() < 500
                    && reply.status() != UNAUTHORIZED
                    && reply.status() != REQUEST_TIMEOUT
                    && !UNDECIDED.contains(reply.code());
        }

        private void note(Operation operation, Reply reply) {
            if (reply.status() >= 300) {
                refused(operation, reply);
                return;
            }
            UUID id = UUID.fromString(reply.id());
            switch (operation.wish()) {
                case Wish.Hold hold -> {
                    ledger.acknowledged(operation, id);
                    if (remembered < REMEMBERED) {
                        remembered++;
                        buyers.put(reply.id(), person);
                    }
                    if (happens(habits.pay())) {
                        pay(id);
                    } else if (happens(habits.giveUp())) {
                        cancel(id);
                    }
                }
                case Wish.Pay(ReservationId reservation) -> {
                    ledger.acknowledged(operation, id, claim(reply));
                    if (happens(habits.giveBack())) {
                        cancel(reservation.value());
                    }
                }
                case Wish.Cancel cancel -> ledger.acknowledged(operation, id);
            }
        }

        private void refused(Operation operation, Reply reply) {
            if (reply.status() != CONFLICT) {
                throw new AssertionError(operation + ": " + reply);
            }
            ledger.refused(operation, reply.code(), reply.seats());
        }

        private void pay(UUID reservation) {
            String instrument = random.nextInt(4) == 0 ? "tok_declined" : "tok_ok";
            String body = Person.payment(reservation.toString(), instrument).toString();
            open.add(asked(new Wish.Pay(new ReservationId(reservation)), "/api/payments", body));
        }

        private void cancel(UUID reservation) {
            open.add(
                    asked(
                            new Wish.Cancel(new ReservationId(reservation)),
                            "/api/reservations/" + reservation + "/cancel",
                            ""));
        }

        /** In the ledger before it is asked for. */
        private Asked asked(Wish wish, String path, String body) {
            UUID key = new UUID(random.nextLong(), random.nextLong());
            return new Asked(ledger.invoked(key, wish), path, body, System.nanoTime());
        }
    }

    /** What the answer to a payment says of the money. */
    static Claim claim(Reply payment) {
        return switch (payment.text("status")) {
            case "CAPTURED" -> Claim.CAPTURED;
            // What the provider was never asked for, as it seems, may be found later all the same.
            case "FAILED" ->
                    payment.json().path("failure").path("code").asText("").equals("not_attempted")
                            ? Claim.DONE
                            : Claim.DECLINED;
            default -> Claim.DONE;
        };
    }
}
