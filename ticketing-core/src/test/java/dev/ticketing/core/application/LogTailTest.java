package dev.ticketing.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Samples;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.live.ListedFeed;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class LogTailTest {

    private final ListedFeed feed = new ListedFeed();
    private final List<String> told = new ArrayList<>();
    private final LogTail tail = new LogTail(feed, this::now, List.of(new Notes()));
    private Instant now = Samples.NOW;

    private Instant now() {
        return now;
    }

    private final class Notes implements LogTail.Memory {
        @Override
        public void showChanged(ShowId show, Position position) {
            assertThat(show).isEqualTo(Samples.SHOW);
            told.add("show at " + position.value());
        }

        @Override
        public void placesChanged(SectionKey section) {
            told.add("places of " + section.section());
        }

        @Override
        public void lost(Position upTo) {
            told.add("lost up to " + upTo.value());
        }
    }

    private void show() {
        feed.record(Show.at(Samples.SHOW).stream(), new SalesOpened(Samples.NOW));
    }

    private void places(SectionId section) {
        feed.record(
                Inventory.at(Samples.SHOW, section).stream(),
                new SectionOpened(Samples.SHOW, section, Samples.SECTION.seating()));
    }

    private void other() {
        feed.record(
                Reservation.at(Samples.reservation(1)).stream(),
                new ReservationExpired(Samples.NOW));
    }

    @BeforeEach
    void begin() {
        show();
        other();
        assertThat(tail.fresh()).isEqualTo(new Position(2));
        assertThat(told).containsExactly("lost up to 2");
        told.clear();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void tells_what_has_happened_before_it_says_that_it_has_come_so_far() {
        show();
        places(Samples.STALLS);
        other();
        pass(LogTail.MAX_AGE.plusNanos(1));

        assertThat(tail.fresh()).isEqualTo(new Position(5));
        assertThat(told).containsExactly("show at 3", "places of stalls");
        assertThat(tail.fresh()).isEqualTo(new Position(5));
        assertThat(told).hasSize(2);
    }

    @Test
    void does_not_look_again_before_its_last_look_is_too_old() {
        show();
        pass(LogTail.MAX_AGE);
        assertThat(tail.fresh()).isEqualTo(new Position(2));

        pass(Duration.ofNanos(1));
        assertThat(tail.fresh()).isEqualTo(new Position(3));
    }

    @Test
    void looks_again_when_the_clock_has_gone_back() {
        show();
        pass(Duration.ofNanos(-1));

        assertThat(tail.fresh()).isEqualTo(new Position(3));
    }

    @Test
    void includes_at_once_what_this_process_has_recorded() {
        show();
        tail.recorded(new Position(3));
        tail.recorded(new Position(1));

        assertThat(tail.fresh()).isEqualTo(new Position(3));
        assertThat(told).containsExactly("show at 3");
    }

    @Test
    void looks_for_a_position_that_somebody_waits_for() {
        assertThat(tail.reaches(new Position(2))).isTrue();
        assertThat(feed.reads()).isZero();
        assertThat(tail.reaches(new Position(3))).isFalse();
        show();

        assertThat(tail.reaches(new Position(3))).isTrue();
        assertThat(told).containsExactly("show at 3");
    }

    @Test
    void starts_anew_when_it_is_too_far_behind() {
        for (int i = 0; i < LogTail.MAX_BEHIND; i++) {
            other();
        }
        tail.recorded(new Position(3));
        tail.fresh();
        assertThat(told).as("just not too far").isEmpty();

        for (int i = 0; i <= LogTail.MAX_BEHIND; i++) {
            other();
        }
        pass(Duration.ofSeconds(1));

        Position end = new Position(3 + 2 * LogTail.MAX_BEHIND);
        assertThat(tail.fresh()).isEqualTo(end);
        assertThat(told).containsExactly("lost up to " + end.value());
    }

    @Test
    void a_log_that_cannot_be_reached_is_not_one_in_which_nothing_happens() {
        places(Samples.STALLS);
        pass(Duration.ofSeconds(1));
        feed.failNext();

        assertThatThrownBy(tail::fresh).isInstanceOf(LogUnavailable.class);
        assertThat(tail.fresh()).isEqualTo(new Position(3));
        assertThat(told).containsExactly("places of stalls");
    }
}
