package dev.ticketing.app;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.Consumers.Progress;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.live.Message;
import dev.ticketing.core.live.Message.PlacesChanged;
import dev.ticketing.core.live.Subscription;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Looks on during a sale: how far behind the log those are that follow it, and whether what live
 * updates say of the places left is true. One thread of its own, which asks little.
 */
final class FollowingWatch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY_AT_THE_END = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LAST_MESSAGE = Duration.ofSeconds(2);
    private static final int MAX_UNREAD = 10_000;
    private static final int PAGE = 20_000;

    private final Ticketing ticketing;
    private final Feed feed;
    private final ShowId show;
    private final BlockingQueue<PlacesChanged> arrived = new ArrayBlockingQueue<>(MAX_UNREAD);
    private final List<Told> told = new ArrayList<>();
    private final Subscription subscription;
    private final Position start;
    private final Thread thread;
    private long lagPositions;
    private Duration lag = Duration.ZERO;
    private volatile boolean over;

    /**
     * What it has seen.
     *
     * @param lagPositions the most that any of them was behind during the sale
     * @param lag the same in time
     * @param soon how long after the sale until all were less than a second behind; empty if that
     *     was not within half a minute
     * @param zero the same, until nothing was left
     * @param live what live updates have said
     */
    record Seen(
            long lagPositions,
            Duration lag,
            Optional<Duration> soon,
            Optional<Duration> zero,
            LiveSeen live) {}

    /**
     * What live updates have said.
     *
     * @param lagPositions the most that a message was behind the log when it came
     * @param wrong counts that were true at no moment between the message's position and its coming
     * @param lastIsTrue whether the last one said what was left in the end
     */
    record LiveSeen(int messages, long lagPositions, List<String> wrong, boolean lastIsTrue) {
        LiveSeen {
            wrong = List.copyOf(wrong);
        }
    }

    /**
     * A message that has come.
     *
     * @param taken places that were not available
     * @param head where the log was a little after it came
     */
    record Told(Position position, int taken, Position head) {}

    private FollowingWatch(Ticketing ticketing, Feed feed, ShowId show) {
        this.ticketing = ticketing;
        this.feed = feed;
        this.show = show;
        this.start = ticketing.head();
        this.subscription = ticketing.live().watch(show, this::arrive);
        this.thread = Thread.ofPlatform().name("bench-watch").daemon().unstarted(this::watch);
    }

    static FollowingWatch begin(Ticketing ticketing, Feed feed, ShowId show) {
        FollowingWatch watch = new FollowingWatch(ticketing, feed, show);
        watch.subscription.begun().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        watch.thread.start();
        return watch;
    }

    private boolean arrive(Message message) {
        return !(message instanceof PlacesChanged places) || arrived.offer(places);
    }

    private void watch() {
        long next = System.nanoTime();
        while (!over) {
            note(Duration.ofMillis(100));
            if (System.nanoTime() - next >= 0) {
                next = System.nanoTime() + LOOK_EVERY.toNanos();
                for (Progress progress : ticketing.consumers().progress()) {
                    lagPositions = Math.max(lagPositions, progress.lag());
                    lag = progress.age().compareTo(lag) > 0 ? progress.age() : lag;
                }
            }
        }
    }

    private void note(Duration patience) {
        try {
            PlacesChanged places = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (places != null) {
                int taken = places.places().capacity() - places.places().available();
                told.add(new Told(places.position(), taken, ticketing.head()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
    }

    /** To be called at once when the sale is over; waits until those that follow have come up. */
    Seen end() {
        long ended = System.nanoTime();
        over = true;
        join();
        Optional<Duration> soon = Optional.empty();
        Optional<Duration> zero = Optional.empty();
        while (zero.isEmpty() && since(ended).compareTo(PATIENCE) < 0) {
            List<Progress> now = ticketing.consumers().progress();
            if (soon.isEmpty() && now.stream().allMatch(each -> each.age().compareTo(SOON) < 0)) {
                soon = Optional.of(since(ended));
            }
            if (now.stream().allMatch(each -> each.lag() == 0)) {
                zero = Optional.of(since(ended));
            }
            note(LOOK_EVERY_AT_THE_END);
        }
        return new Seen(lagPositions, lag, soon, zero, live());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TicketingException("interrupted", e);
        }
    }

    private LiveSeen live() {
        NavigableMap<Long, Integer> taken = taken();
        int last = taken.lastEntry().getValue();
        long deadline = System.nanoTime() + LAST_MESSAGE.toNanos();
        while (System.nanoTime() < deadline
                && (told.isEmpty() || told.getLast().taken() != last || !arrived.isEmpty())) {
            note(LOOK_EVERY_AT_THE_END);
        }
        long behind =
                told.stream()
                        .mapToLong(each -> each.head().value() - each.position().value())
                        .max()
                        .orElse(0);
        return new LiveSeen(
                told.size(),
                behind,
                wrong(told, taken),
                !told.isEmpty() && told.getLast().taken() == last);
    }

    /** The places taken after each position at which they changed, from the log itself. */
    private NavigableMap<Long, Integer> taken() {
        NavigableMap<Long, Integer> taken = new TreeMap<>(Map.of(0L, 0));
        int now = 0;
        Position at = start;
        Feed.Page page;
        do {
            page =
                    feed.read(
                            at,
                            PAGE,
                            Set.of(SeatsHeld.class, SeatsReleased.class, HoldsLapsed.class));
            for (RecordedEvent recorded : page.events()) {
                if (recorded.stream().key().startsWith(show.value() + "/")) {
                    now += change(recorded);
                    taken.put(recorded.position().value(), now);
                }
            }
            at = page.upTo();
        } while (at.isBefore(feed.head()));
        return taken;
    }

    private static int change(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case SeatsHeld held -> held.places().quantity();
            case SeatsReleased released -> -released.places().quantity();
            case HoldsLapsed lapsed -> -lapsed.quantity();
            default -> 0;
        };
    }

    /** A message may know more than it promises, but only what had happened when it came. */
    static List<String> wrong(List<Told> told, NavigableMap<Long, Integer> taken) {
        List<String> wrong = new ArrayList<>();
        for (Told each : told) {
            int least = taken.floorEntry(each.position().value()).getValue();
            int most = taken.floorEntry(each.head().value()).getValue();
            if (each.taken() < least || each.taken() > most) {
                wrong.add(
                        each.taken()
                                + " taken at position "
                                + each.position().value()
                                + ", where they were "
                                + least
                                + " and became "
                                + most);
            }
        }
        return wrong;
    }

    @Override
    public void close() {
        over = true;
        subscription.close();
    }
}
