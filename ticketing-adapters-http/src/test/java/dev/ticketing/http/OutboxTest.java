package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.live.Message.ReservationChanged;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.http.Outgoing.Goodbye;
import dev.ticketing.http.Outgoing.News;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

class OutboxTest {

    private static final int CAPACITY = 3;

    private final AtomicLong now = new AtomicLong();
    private final Outbox outbox = new Outbox(CAPACITY, now::get);

    private static News news(String key, String text) {
        return new News(key, text, new byte[0]);
    }

    private List<Outgoing> all() {
        List<Outgoing> all = new ArrayList<>();
        for (Optional<Outgoing> next = outbox.next(); next.isPresent(); next = outbox.next()) {
            all.add(next.get());
        }
        return all;
    }

    @Test
    void keeps_the_latest_of_each_key_in_the_order_in_which_the_keys_came() {
        outbox.offer(news("a", "1"));
        outbox.offer(news("b", "2"));
        outbox.offer(news("a", "3"));
        assertThat(outbox.claim()).isTrue();
        assertThat(all()).extracting("json").containsExactly("3", "2");
    }

    @Test
    void keeps_what_is_said_at_once_of_several_reservations() {
        for (long i = 1; i <= 2; i++) {
            ReservationId held = new ReservationId(new UUID(1, i));
            outbox.offer(
                    News.of(
                            new ReservationChanged(
                                    held, Reservation.Status.HELD, new Position(7))));
        }
        assertThat(outbox.claim()).isTrue();
        assertThat(all()).hasSize(2);
    }

    @Test
    void is_claimed_by_one_until_nothing_is_left() {
        assertThat(outbox.claim()).isFalse();
        outbox.offer(news("a", "1"));
        assertThat(outbox.claim()).isTrue();
        assertThat(outbox.claim()).isFalse();
        assertThat(outbox.next()).isPresent();
        outbox.offer(news("b", "2"));
        assertThat(outbox.claim()).isFalse();
        assertThat(outbox.next()).isPresent();
        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.claim()).isFalse();
        outbox.offer(news("c", "3"));
        assertThat(outbox.claim()).isTrue();
    }

    @Test
    void is_overdue_when_the_oldest_waits_longer_than_ten_seconds() {
        outbox.offer(news("a", "1"));
        now.addAndGet(1);
        outbox.offer(news("a", "2"));
        now.set(Outbox.PATIENCE.toNanos());
        assertThat(outbox.isOverdue()).isFalse();
        now.incrementAndGet();
        assertThat(outbox.isOverdue()).isTrue();
    }

    @Test
    void is_overdue_when_what_is_under_way_does_not_get_through() {
        outbox.offer(news("a", "1"));
        outbox.claim();
        outbox.next();
        now.set(Outbox.PATIENCE.toNanos());
        assertThat(outbox.isOverdue()).isFalse();
        now.incrementAndGet();
        assertThat(outbox.isOverdue()).isTrue();
        outbox.next();
        assertThat(outbox.isOverdue()).isFalse();
    }

    @Test
    void holds_a_bounded_number_and_is_overdue_with_one_more() {
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(outbox.offer(news("key" + i, "1"))).isTrue();
        }
        outbox.offer(news("key0", "2"));
        assertThat(outbox.isOverdue()).isFalse();
        assertThat(outbox.offer(news("one more", "1"))).isTrue();
        assertThat(outbox.isOverdue()).isTrue();
        outbox.claim();
        assertThat(all()).hasSize(CAPACITY);
    }

    @Test
    void a_goodbye_takes_the_place_of_all_else() {
        outbox.offer(news("a", "1"));
        outbox.end(Goodbye.SERVER_STOPS);
        outbox.end(Goodbye.TOO_SLOW);
        assertThat(outbox.offer(news("b", "2"))).isFalse();
        assertThat(outbox.claim()).isTrue();
        assertThat(all()).containsExactly(Goodbye.SERVER_STOPS);
        assertThat(outbox.isOverdue()).isFalse();
    }

    @Test
    void nothing_leaves_it_when_it_was_closed() {
        outbox.offer(news("a", "1"));
        outbox.close();
        assertThat(outbox.offer(news("b", "2"))).isFalse();
        outbox.end(Goodbye.SERVER_STOPS);
        assertThat(outbox.claim()).isFalse();
    }
}
