package dev.ticketing.core.live;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells what happens to those who are connected to this process: follows the feed from where it is
 * when the first of them comes, for itself, and stores nothing. Woken by {@link #wake}, by hints of
 * other processes and, which is what correctness relies on, by the clock. Costs nothing while
 * nobody listens. Safe for any number of threads.
 */
public final class LiveUpdates {

    /** How many positions one step looks at. */
    private static final int PAGE = 5_000;

    /** A burst of commits is answered by one step. */
    private static final Duration GATHER = Duration.ofMillis(20);

    /** What changes more often is told as often as this, the latest alone. */
    private static final Duration REST = Duration.ofMillis(100);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Set<Class<? extends DomainEvent>> INTERESTS = interests();

    private final Needs needs;

    private final Queue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean resting = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean listenedTo;
    private volatile boolean stopped;

    // Touched by steps alone.
    private final PlacesNews places;
    private final CustomerNews customers;
    private Position reached = Position.START;

    /**
     * What it needs from outside.
     *
     * @param executor runs steps, which block on the log
     */
    public record Needs(
            Feed feed,
            PresentState present,
            Wakeups wakeups,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {}

    public LiveUpdates(Needs needs) {
        this.needs = needs;
        places = new PlacesNews(needs.present, this::at);
        customers = new CustomerNews(needs.present);
    }

    private static Set<Class<? extends DomainEvent>> interests() {
        Set<Class<? extends DomainEvent>> types = new LinkedHashSet<>();
        addCases(ShowEvent.class, types);
        addCases(InventoryEvent.class, types);
        addCases(ReservationEvent.class, types);
        addCases(PaymentEvent.class, types);
        return Set.copyOf(types);
    }

    private static void addCases(
            Class<? extends DomainEvent> family, Set<Class<? extends DomainEvent>> types) {
        for (Class<?> type : family.getPermittedSubclasses()) {
            types.add(type.asSubclass(DomainEvent.class));
        }
    }

    public void start() {
        needs.wakeups.listen(this::wake);
        poll();
    }

    /** Ends after the running step. Nobody is told anything any more. */
    public void stop() {
        stopped = true;
    }

    /** Says that there may be something new. */
    public void wake() {
        if (listenedTo) {
            schedule(GATHER);
        }
    }

    /**
     * Tells the places of every section of a show, first as they are and then as they change: at
     * most once in 100 ms for each section, the latest alone.
     */
    public Subscription watch(ShowId show, Subscriber subscriber) {
        return watch(show, subscriber, places::arrive, places::leave);
    }

    /**
     * Tells what becomes of the reservations and payments of a user: first of what they hold and
     * have not paid.
     */
    public Subscription watch(UserId user, Subscriber subscriber) {
        return watch(user, subscriber, this::arrive, customers::leave);
    }

    /**
     * What they hold is found in a read model, which has to come to where they have begun to
     * listen: what happened just before would be told by neither.
     */
    private void arrive(Member<UserId> member) {
        customers.arrive(member);
        var unused =
                needs.present
                        .unpaidKnownUpTo(reached)
                        .whenComplete((done, failure) -> later(() -> customers.greet(member)));
    }

    private <K> Subscription watch(
            K topic, Subscriber subscriber, Consumer<Member<K>> arrive, Consumer<Member<K>> leave) {
        Member<K> member = new Member<>(topic, subscriber, gone -> later(() -> leave.accept(gone)));
        later(
                () -> {
                    if (!member.isGone()) {
                        arrive.accept(member);
                    }
                    member.begin();
                });
        return member;
    }

    private void later(Runnable change) {
        arrivals.add(change);
        schedule(Duration.ZERO);
    }

    private void at(Instant instant, Runnable change) {
        Duration delay = Duration.between(needs.clock.instant(), instant);
        needs.scheduler.after(
                delay.isNegative() ? Duration.ZERO : delay, () -> laterIfHeard(change));
    }

    private void laterIfHeard(Runnable change) {
        if (listenedTo) {
            later(change);
        }
    }

    private void poll() {
        if (!stopped) {
            if (listenedTo) {
                schedule(Duration.ZERO);
            }
            needs.scheduler.after(POLL, this::poll);
        }
    }

    private void schedule(Duration delay) {
        if (!stopped && scheduled.compareAndSet(false, true)) {
            if (delay.isZero()) {
                needs.executor.execute(this::run);
            } else {
                needs.scheduler.after(delay, () -> needs.executor.execute(this::run));
            }
        }
    }

    private void run() {
        Duration next = Duration.ZERO;
        boolean more;
        turn.lock();
        try {
            // From here on a wake asks for another run: this one may read before its event.
            scheduled.set(false);
            more = step();
        } catch (RuntimeException e) {
            needs.failures.failed("live updates", e);
            more = true;
            next = AFTER_FAILURE;
        } finally {
            turn.unlock();
        }
        if (more) {
            schedule(next);
        }
    }

    /** One page, and what is to be told of it. True if there may be more. */
    private boolean step() {
        if (!listenedTo) {
            if (arrivals.isEmpty()) {
                return false;
            }
            reached = needs.feed.head();
            listenedTo = true;
        }
        for (Runnable change = arrivals.poll(); change != null; change = arrivals.poll()) {
            change.run();
        }
        if (places.isUnheard() && customers.isUnheard()) {
            listenedTo = false;
            return false;
        }
        boolean full = follow();
        customers.welcome(reached);
        if (places.isDue() && resting.compareAndSet(false, true)) {
            try {
                places.tell(reached);
            } finally {
                needs.scheduler.after(REST, this::rested);
            }
        }
        return full;
    }

    private boolean follow() {
        Position from = reached;
        Feed.Page page = needs.feed.read(from, PAGE, INTERESTS);
        for (RecordedEvent recorded : page.events()) {
            places.note(recorded.stream());
            customers.tell(recorded);
            // One by one: after a failure nothing is told twice.
            reached = recorded.position();
        }
        reached = page.upTo();
        return reached.value() - from.value() == PAGE;
    }

    private void rested() {
        resting.set(false);
        schedule(Duration.ZERO);
    }
}
