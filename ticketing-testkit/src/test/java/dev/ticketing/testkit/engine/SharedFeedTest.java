package dev.ticketing.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.testkit.engine.Tally.Added;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

class SharedFeedTest {

    private static final Set<Class<? extends DomainEvent>> ADDED = Set.of(Added.class);
    private static final int LIMIT = 100;

    private final Following following = new Following();
    private final Counted log = new Counted(following.engine.memory);
    private final SharedFeed feed = new SharedFeed(log);

    /** Counts how often the log is asked for events. */
    private static final class Counted implements Feed {

        private final Feed log;
        private int reads;

        Counted(Feed log) {
            this.log = log;
        }

        @Override
        public Position head() {
            return log.head();
        }

        @Override
        public List<RecordedEvent> read(Position after, int limit) {
            reads++;
            return log.read(after, limit);
        }

        @Override
        public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
            reads++;
            return log.read(after, limit, types);
        }
    }

    @Test
    void what_was_appended_here_is_not_read_again() {
        comeToTheEnd();
        following.add("one", 1, 2, 3);
        feed.recorded(stored(1, 2, 3));
        log.reads = 0;

        assertThat(positions(0)).containsExactly(1L, 2L, 3L);
        assertThat(positions(2)).containsExactly(3L);
        assertThat(log.reads).isZero();
    }

    @Test
    void what_another_process_appended_is_read_once_for_all() {
        comeToTheEnd();
        following.add("one", 1, 2);
        log.reads = 0;

        assertThat(positions(0)).containsExactly(1L, 2L);
        assertThat(positions(0)).containsExactly(1L, 2L);
        assertThat(positions(1)).containsExactly(2L);
        assertThat(log.reads).isEqualTo(1);
    }

    @Test
    void nothing_of_another_process_between_is_skipped() {
        comeToTheEnd();
        following.add("one", 1, 2, 3, 4);
        feed.recorded(stored(1));
        feed.recorded(stored(4));

        assertThat(positions(0)).as("up to the gap").containsExactly(1L);
        assertThat(positions(1)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void what_was_read_already_is_not_taken_twice() {
        comeToTheEnd();
        following.add("one", 1, 2);
        assertThat(positions(0)).containsExactly(1L, 2L);

        feed.recorded(stored(1, 2));
        following.add("one", 3);

        assertThat(positions(0)).containsExactly(1L, 2L);
        assertThat(positions(2)).containsExactly(3L);
    }

    @Test
    void a_page_has_a_limit_and_says_how_far_it_goes() {
        comeToTheEnd();
        following.add("one", 1, 2, 3);
        feed.recorded(stored(1, 2, 3));

        Feed.Page page = feed.read(Position.START, 2, ADDED);

        assertThat(page.upTo()).isEqualTo(new Position(2));
        assertThat(page.events()).hasSize(2);
    }

    @Test
    void what_nobody_wants_is_stepped_over() {
        comeToTheEnd();
        following.add("one", 1, 2);
        feed.recorded(stored(1, 2));

        Feed.Page page = feed.read(Position.START, LIMIT, Set.of());

        assertThat(page.upTo()).isEqualTo(new Position(2));
        assertThat(page.events()).isEmpty();
    }

    @Test
    void the_end_is_where_the_log_ends() {
        comeToTheEnd();

        Feed.Page page = feed.read(Position.START, LIMIT, ADDED);

        assertThat(page.upTo()).isEqualTo(Position.START);
        assertThat(page.events()).isEmpty();
    }

    @Test
    void who_is_far_behind_reads_the_log() {
        following.add("one", LongStream.range(0, 50_000).mapToInt(i -> 1).toArray());
        feed.read(new Position(50_000), LIMIT, ADDED);
        following.add("one", 7);
        feed.recorded(stored(50_001));
        log.reads = 0;

        assertThat(positions(0)).hasSize(LIMIT).startsWith(1L);
        assertThat(log.reads).isEqualTo(1);
        assertThat(positions(50_000)).containsExactly(50_001L);
        assertThat(log.reads).isEqualTo(1);
    }

    @Test
    void what_nobody_follows_is_forgotten() {
        comeToTheEnd();
        following.add("one", LongStream.range(0, 50_000).mapToInt(i -> 1).toArray());
        for (long position = 1; position <= 50_000; position++) {
            feed.recorded(stored(position));
        }
        log.reads = 0;

        assertThat(positions(49_999)).containsExactly(50_000L);
        assertThat(log.reads).as("kept").isZero();
        assertThat(positions(0)).startsWith(1L);
        assertThat(log.reads).as("forgotten").isEqualTo(1);
    }

    private void comeToTheEnd() {
        feed.read(log.head(), LIMIT, ADDED);
    }

    private List<Long> positions(long after) {
        return feed.read(new Position(after), LIMIT, ADDED).events().stream()
                .map(event -> event.position().value())
                .toList();
    }

    private List<RecordedEvent> stored(long... positions) {
        return LongStream.of(positions)
                .mapToObj(position -> log.log.read(new Position(position - 1), 1).getFirst())
                .toList();
    }
}
