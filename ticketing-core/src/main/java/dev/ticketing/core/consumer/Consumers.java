package dev.ticketing.core.consumer;

import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.Steps.Next;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * All consumers of the log, as one process runs them: each is carried by whichever process has its
 * lease, and a process that dies is relieved of it within seconds. Safe for any number of threads.
 */
public final class Consumers {

    private static final Duration POLL = Duration.ofMillis(500);

    /** While somebody waits for a consumer that another process carries. */
    private static final Duration POLL_WHILE_WAITING = Duration.ofMillis(50);

    private final Map<String, Projection> projections;
    private final Consumer.Surroundings surroundings;
    private final Wakeups wakeups;
    private final Steps looking;
    private final Map<ConsumerId, Consumer> carried = new ConcurrentHashMap<>();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();
    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private volatile Map<String, ConsumerStatus> serving = Map.of();

    /**
     * What it needs from outside.
     *
     * @param owner names this process among all that share the store
     * @param executor runs steps, which block on the store
     */
    public record Needs(
            ConsumerStore store,
            Feed feed,
            Wakeups wakeups,
            String owner,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {}

    private record Waiter(String name, Position position, CompletableFuture<Boolean> answer) {}

    public Consumers(List<Projection> projections, Needs needs) {
        this.projections =
                projections.stream().collect(Collectors.toMap(Projection::name, each -> each));
        this.surroundings =
                new Consumer.Surroundings(
                        needs.store,
                        needs.feed,
                        needs.owner,
                        needs.clock,
                        needs.executor,
                        needs.scheduler,
                        needs.failures);
        this.wakeups = needs.wakeups;
        this.looking = new Steps(this::look, POLL, needs.executor, needs.scheduler);
    }

    /** Makes what is not known yet, and starts. Blocks. */
    public void start() {
        surroundings.store().register(projections.keySet());
        wakeups.listen(this::wake);
        looking.start();
    }

    /** Stops each consumer after its running step. */
    public void stop() {
        looking.stopThen(
                () -> {
                    List<Consumer> last = List.copyOf(carried.values());
                    AtomicInteger left = new AtomicInteger(last.size() + 1);
                    last.forEach(consumer -> consumer.stop(() -> completeAtZero(left)));
                    completeAtZero(left);
                });
    }

    private void completeAtZero(AtomicInteger left) {
        if (left.decrementAndGet() == 0) {
            stopped.complete(null);
        }
    }

    /** Completes when all has stopped and every lease was given back. */
    public CompletableFuture<@Nullable Void> stopped() {
        return stopped;
    }

    /** Says that this process has recorded something. Does not block. */
    public void committed() {
        wake();
        wakeups.announce();
    }

    private void wake() {
        carried.values().forEach(Consumer::wake);
    }

    /** The copies as they are stored; follows what operators and other processes do to them. */
    private Next look() {
        try {
            List<ConsumerStatus> all = surroundings.store().all();
            Map<String, ConsumerStatus> nowServing = new HashMap<>();
            Set<ConsumerId> wanted = new HashSet<>();
            for (ConsumerStatus status : all) {
                if (status.role() == Role.SERVING) {
                    nowServing.put(status.id().name(), status);
                }
                Projection projection = projections.get(status.id().name());
                if (projection != null && isCarried(status)) {
                    wanted.add(status.id());
                    carried.computeIfAbsent(status.id(), id -> carry(status, projection));
                }
            }
            serving = Map.copyOf(nowServing);
            carried.forEach((id, consumer) -> leaveUnless(wanted.contains(id), id, consumer));
        } catch (RuntimeException e) {
            surroundings.failures().failed("consumers", e);
        }
        answerWaiters();
        if (!waiters.isEmpty()) {
            looking.soon(POLL_WHILE_WAITING);
        }
        return Next.WHEN_WOKEN;
    }

    private static boolean isCarried(ConsumerStatus status) {
        return status.role() == Role.SERVING || status.role() == Role.REBUILDING;
    }

    private Consumer carry(ConsumerStatus status, Projection projection) {
        Consumer consumer =
                new Consumer(
                        status.id(),
                        status.role() == Role.REBUILDING,
                        projection,
                        surroundings,
                        this::answerWaiters,
                        () -> changed(status.id().name()));
        consumer.start();
        return consumer;
    }

    private void leaveUnless(boolean wanted, ConsumerId id, Consumer consumer) {
        if (!wanted) {
            carried.remove(id);
            consumer.stop(() -> {});
        }
    }

    /**
     * Completes with true when what readers see has come to a position, with false after a limit.
     */
    public CompletableFuture<Boolean> await(String name, Position position, Duration limit) {
        if (!reached(name).isBefore(position)) {
            return CompletableFuture.completedFuture(true);
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        waiters.add(new Waiter(name, position, answer));
        surroundings.scheduler().after(limit, () -> giveUp(answer));
        carried.forEach(
                (id, consumer) -> {
                    if (id.name().equals(name)) {
                        consumer.hurry();
                    }
                });
        looking.soon(POLL_WHILE_WAITING);
        return answer;
    }

    private void giveUp(CompletableFuture<Boolean> answer) {
        answer.complete(false);
        waiters.removeIf(waiter -> waiter.answer.isDone());
    }

    private void answerWaiters() {
        if (waiters.isEmpty()) {
            return;
        }
        waiters.removeIf(
                waiter ->
                        waiter.answer.isDone()
                                || (!reached(waiter.name).isBefore(waiter.position)
                                        && waiter.answer.complete(true)));
    }

    /** Up to where readers see what has happened, as far as this process knows. */
    public Position reached(String name) {
        ConsumerStatus status = serving.get(name);
        if (status == null) {
            return Position.START;
        }
        Consumer consumer = carried.get(status.id());
        Optional<Position> own = consumer == null ? Optional.empty() : consumer.reached();
        return own.filter(position -> status.position().isBefore(position))
                .orElse(status.position());
    }

    /**
     * How far every copy is behind the log. Blocks.
     *
     * @param position as far as this process knows, which may be more than is stored
     * @param lag in positions
     * @param age of the oldest event that it has not handled; zero if there is none
     */
    public record Progress(ConsumerStatus status, Position position, long lag, Duration age) {}

    /** The copies of all consumers, with how far they are behind. Blocks. */
    public List<Progress> progress() {
        Position head = surroundings.feed().head();
        return surroundings.store().all().stream().map(status -> progress(status, head)).toList();
    }

    private Progress progress(ConsumerStatus status, Position head) {
        Position at =
                status.role() == Role.SERVING ? reached(status.id().name()) : status.position();
        long lag = Math.max(0, head.value() - at.value());
        Duration age =
                lag == 0
                        ? Duration.ZERO
                        : surroundings.feed().read(at, 1).stream()
                                .findFirst()
                                .map(next -> age(next.recordedAt()))
                                .orElse(Duration.ZERO);
        return new Progress(status, at, lag, age);
    }

    private Duration age(Instant instant) {
        Duration age = Duration.between(instant, surroundings.clock().instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Has a listener told whenever this process has changed rows of a consumer. One for each name.
     *
     * @param listener does not block
     */
    public void onChange(String name, Runnable listener) {
        listeners.put(name, listener);
    }

    private void changed(String name) {
        Runnable listener = listeners.get(name);
        if (listener != null) {
            listener.run();
        }
    }

    /** The copy that readers see, if it is this process that moves it, as far as it knows. */
    public Optional<ConsumerId> owned(String name) {
        ConsumerStatus status = serving.get(name);
        if (status == null) {
            return Optional.empty();
        }
        Consumer consumer = carried.get(status.id());
        return consumer != null && consumer.isOwner() ? Optional.of(status.id()) : Optional.empty();
    }

    /** The name by which this process owns consumers. */
    public String owner() {
        return surroundings.owner();
    }

    public Set<String> names() {
        return Set.copyOf(projections.keySet());
    }
}
