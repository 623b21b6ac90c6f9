package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.http.Outgoing.Goodbye;
import dev.ticketing.http.Outgoing.News;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

class LiveConnectionsTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<LiveConnections> started = new ArrayList<>();

    private LiveConnections connections(boolean limited) {
        LiveConnections connections = new LiveConnections(limited, executor, nanoTime::get);
        started.add(connections);
        return connections;
    }

    @AfterEach
    void stop() {
        started.forEach(LiveConnections::close);
        executor.close();
    }

    /** A line that takes nothing while it is stuck. */
    private static final class Line implements Wire {

        final Queue<Object> sent = new ConcurrentLinkedQueue<>();
        final AtomicBoolean stuck = new AtomicBoolean();
        final AtomicBoolean cut = new AtomicBoolean();

        @Override
        public void tell(News news) {
            pass(news);
        }

        @Override
        public void beat() {
            pass("beat");
        }

        @Override
        public void end(Goodbye goodbye) {
            pass(goodbye);
        }

        private void pass(Object what) {
            while (stuck.get()) {
                if (cut.get()) {
                    throw new IllegalStateException("cut");
                }
                LockSupport.parkNanos(1_000_000);
            }
            sent.add(what);
        }

        @Override
        public Duration beatEvery() {
            return Duration.ofHours(1);
        }

        @Override
        public boolean isAnswered() {
            return false;
        }

        @Override
        public void cut() {
            cut.set(true);
        }
    }

    private static News news(String key) {
        return new News(key, key, new byte[0]);
    }

    @Test
    void takes_five_of_each_and_no_sixth() {
        LiveConnections connections = connections(true);
        for (int i = 0; i < LiveConnections.MAX_PER_USER; i++) {
            connections.enter("one");
            connections.enter("another");
        }
        assertRefused(connections, ProblemCode.RATE_LIMITED);
    }

    @Test
    void a_seat_that_is_left_twice_makes_room_for_one() {
        LiveConnections connections = connections(true);
        LiveConnections.Seat first = connections.enter("one");
        for (int i = 1; i < LiveConnections.MAX_PER_USER; i++) {
            connections.enter("one");
        }
        first.close();
        first.close();
        connections.enter("one");
        assertRefused(connections, ProblemCode.RATE_LIMITED);
    }

    @Test
    void of_many_who_come_at_once_five_are_taken() {
        LiveConnections connections = connections(true);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            executor.execute(
                    () -> {
                        try {
                            connections.enter("one");
                            taken.incrementAndGet();
                        } catch (Stop stop) {
                            refused.incrementAndGet();
                        }
                    });
        }
        Eventually.isTrue(() -> taken.get() + refused.get() == 200);
        assertThat(taken).hasValue(LiveConnections.MAX_PER_USER);
    }

    @Test
    void without_limits_anybody_may_come_and_say_what_they_like() {
        LiveConnections connections = connections(false);
        for (int i = 0; i < 100; i++) {
            LiveConnections.Seat seat = connections.enter("one");
            for (int j = 0; j < 2; j++) {
                assertThat(seat.mayTell()).isTrue();
            }
        }
    }

    @Test
    void a_minute_later_they_may_say_another_hundred_things() {
        LiveConnections.Seat seat = connections(true).enter("one");
        for (int minute = 0; minute < 3; minute++) {
            assertMayTellHundred(seat);
            nanoTime.addAndGet(Duration.ofMinutes(1).plusNanos(1).toNanos());
        }
        assertMayTellHundred(seat);
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(seat.mayTell()).isFalse();
    }

    private static void assertMayTellHundred(LiveConnections.Seat seat) {
        for (int i = 0; i < LiveConnections.MAX_MESSAGES_PER_MINUTE; i++) {
            assertThat(seat.mayTell()).isTrue();
        }
    }

    @Test
    void one_who_does_not_read_holds_up_nobody_and_is_cut_in_the_end() {
        LiveConnections connections = connections(true);
        Line stuck = new Line();
        stuck.stuck.set(true);
        Line other = new Line();
        LiveConnection slow = open(connections, stuck);
        LiveConnection quick = open(connections, other);
        slow.offer(news("a"));
        quick.offer(news("a"));
        Eventually.isTrue(() -> other.sent.size() == 1);
        nanoTime.addAndGet(Outbox.PATIENCE.toNanos() + 1);
        Eventually.isTrue(() -> !slow.offer(news("b")));
        assertThat(stuck.cut).isFalse();
        nanoTime.addAndGet(Duration.ofSeconds(11).toNanos());
        Eventually.isTrue(stuck.cut::get);
        assertThat(quick.offer(news("b"))).isTrue();
        connections.closed(slow);
        connections.closed(quick);
    }

    @Test
    void one_who_reads_again_hears_why_it_is_over_and_nothing_else() {
        LiveConnections connections = connections(true);
        Line line = new Line();
        line.stuck.set(true);
        LiveConnection slow = open(connections, line);
        slow.offer(news("a"));
        slow.offer(news("b"));
        nanoTime.addAndGet(Outbox.PATIENCE.toNanos() + 1);
        Eventually.isTrue(() -> !slow.offer(news("c")));
        line.stuck.set(false);
        Eventually.isTrue(() -> line.sent.contains(Goodbye.TOO_SLOW));
        // What was under way when it got stuck comes before it.
        assertThat(line.sent).hasSizeLessThanOrEqualTo(2);
        connections.closed(slow);
    }

    @Test
    void what_comes_before_the_line_is_there_waits_for_it() {
        LiveConnections connections = connections(true);
        LiveConnection early = connections.open(connections.enter("one"));
        early.offer(news("a"));
        Line line = new Line();
        early.start(line);
        Eventually.isTrue(() -> line.sent.size() == 1);
        connections.closed(early);
    }

    @Test
    void nobody_is_taken_any_more_when_it_is_closed() {
        LiveConnections connections = connections(true);
        LiveConnections.Seat seat = connections.enter("one");
        connections.close();
        assertRefused(connections, ProblemCode.UNAVAILABLE);
        Line line = new Line();
        LiveConnection late = connections.open(seat);
        late.start(line);
        Eventually.isTrue(() -> line.sent.contains(Goodbye.SERVER_STOPS));
        connections.closed(late);
    }

    private static LiveConnection open(LiveConnections connections, Line line) {
        LiveConnection connection = connections.open(connections.enter("one"));
        connection.start(line);
        return connection;
    }

    private static void assertRefused(LiveConnections connections, ProblemCode code) {
        assertThatThrownBy(() -> connections.enter("one"))
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.problem().code()).isEqualTo(code));
    }
}
