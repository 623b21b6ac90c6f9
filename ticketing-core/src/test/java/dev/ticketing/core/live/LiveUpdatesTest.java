package dev.ticketing.core.live;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.live.LiveStage.MOMENT;
import static dev.ticketing.core.live.LiveStage.POLL;
import static dev.ticketing.core.live.LiveStage.REST;
import static dev.ticketing.core.live.LiveStage.seatsHeld;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.live.Message.PlacesChanged;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of the places of a show. */
class LiveUpdatesTest {

    private static final SectionId BALCONY = new SectionId("balcony");
    private static final ShowId OTHER_SHOW = new ShowId(id(9));

    private final LiveStage stage = new LiveStage();

    @Test
    void first_tells_the_present_state_of_every_section() {
        stage.state.held.put(BALCONY, 4);
        stage.hold(STALLS, 2);
        watch();
        assertThat(stage.heard).containsExactly(now(STALLS, 2, 1), now(BALCONY, 4, 1));
    }

    @Test
    void tells_a_change_when_it_is_woken() {
        watch();
        stage.platform.pass(REST);
        stage.hold(STALLS, 3);
        stage.live.wake();
        stage.platform.pass(MOMENT);
        assertThat(stage.heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 3, 1));
    }

    @Test
    void tells_a_change_of_another_process_by_polling() {
        watch();
        stage.platform.pass(REST);
        stage.hold(STALLS, 3);
        stage.platform.pass(POLL.minus(REST).minusNanos(1));
        assertThat(stage.heard).hasSize(1);
        stage.platform.pass(Duration.ofNanos(1));
        assertThat(stage.heard).hasSize(2);
    }

    @Test
    void tells_a_change_of_another_process_at_its_hint() {
        watch();
        stage.platform.pass(REST);
        stage.hold(STALLS, 3);
        stage.hints.announce();
        stage.platform.pass(MOMENT);
        assertThat(stage.heard).hasSize(2);
    }

    @Test
    void an_event_that_leaves_the_numbers_as_they_are_is_not_told() {
        watch();
        stage.hold(STALLS, 0);
        stage.platform.pass(POLL);
        stage.hold(STALLS, 1);
        stage.platform.pass(POLL);
        assertThat(stage.heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 1, 2));
    }

    @Test
    void tells_the_end_of_a_hold_of_which_there_is_no_event() {
        Duration holdTime = Duration.ofMinutes(5);
        stage.state.until = Optional.of(stage.platform.instant().plus(holdTime));
        stage.state.held.put(STALLS, 2);
        watch();
        stage.state.until = Optional.empty();
        stage.state.held.put(STALLS, 0);
        stage.platform.pass(holdTime.minusNanos(1));
        assertThat(stage.heard).containsExactly(now(STALLS, 2, 0));
        stage.platform.pass(Duration.ofNanos(1));
        assertThat(stage.heard).containsExactly(now(STALLS, 2, 0), now(STALLS, 0, 0));
    }

    @Test
    void an_earlier_end_of_another_hold_is_told_in_time() {
        stage.state.until = Optional.of(stage.platform.instant().plusSeconds(300));
        watch();
        stage.platform.pass(REST);
        stage.state.until = Optional.of(stage.platform.instant().plusSeconds(30));
        stage.hold(STALLS, 1);
        stage.platform.pass(POLL);
        stage.state.held.put(STALLS, 0);
        stage.state.until = Optional.empty();
        stage.platform.pass(Duration.ofSeconds(30));
        assertThat(stage.heard)
                .containsExactly(now(STALLS, 0, 0), now(STALLS, 1, 1), now(STALLS, 0, 1));
    }

    @Test
    void tells_of_sections_that_an_organizer_adds() {
        watch();
        stage.state.held.put(BALCONY, 0);
        stage.feed.record(Show.at(SHOW).stream(), new ShowEvent.SalesOpened(NOW));
        stage.platform.pass(POLL);
        assertThat(stage.heard).containsExactly(now(STALLS, 0, 0), now(BALCONY, 0, 1));
    }

    @Test
    void whoever_comes_while_something_changes_is_told_each_section_once() {
        watch();
        List<Message> late = new ArrayList<>();
        stage.hold(STALLS, 3);
        stage.live.watch(SHOW, late::add);
        stage.platform.pass(POLL);
        assertThat(late).containsExactly(now(STALLS, 3, 1));
        assertThat(stage.heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 3, 1));
    }

    @Test
    void nobody_asks_again_for_who_comes_later() {
        watch();
        stage.platform.pass(REST);
        stage.state.asked = 0;
        List<Message> late = new ArrayList<>();
        stage.live.watch(SHOW, late::add);
        stage.platform.pass(REST);
        assertThat(late).containsExactly(now(STALLS, 0, 0));
        assertThat(stage.state.asked).isZero();
    }

    @Test
    void tells_a_section_at_most_once_in_a_tenth_of_a_second_and_then_the_latest() {
        watch();
        for (int held = 1; held <= 4; held++) {
            stage.hold(STALLS, held);
            stage.live.wake();
            stage.platform.pass(MOMENT);
        }
        assertThat(stage.heard).hasSize(1);
        stage.platform.pass(MOMENT);
        assertThat(stage.heard).containsExactly(now(STALLS, 0, 0), now(STALLS, 4, 4));
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // Encoded once for all: it has to be the same.
    void asks_once_for_all_who_listen_and_gives_them_the_same_message() {
        List<Message> others = new ArrayList<>();
        watch();
        for (int i = 0; i < 1_000; i++) {
            stage.live.watch(SHOW, others::add);
        }
        stage.platform.pass(REST);
        others.clear();
        stage.state.asked = 0;
        stage.hold(STALLS, 1);
        stage.platform.pass(POLL);
        assertThat(stage.state.asked).isEqualTo(1);
        assertThat(others)
                .hasSize(1_000)
                .allSatisfy(message -> assertThat(message).isSameAs(stage.heard.getLast()));
    }

    @Test
    void says_nothing_of_other_sections_and_shows() {
        stage.state.held.put(BALCONY, 0);
        watch();
        stage.heard.clear();
        stage.hold(BALCONY, 1);
        stage.feed.record(Inventory.at(OTHER_SHOW, STALLS).stream(), seatsHeld());
        stage.platform.pass(POLL);
        assertThat(stage.heard).containsExactly(now(BALCONY, 1, 2));
    }

    @Test
    void whoever_leaves_or_wants_no_more_hears_no_more() {
        Subscription subscription = stage.live.watch(SHOW, stage.heard::add);
        List<Message> bored = new ArrayList<>();
        stage.live.watch(
                SHOW,
                message -> {
                    bored.add(message);
                    return bored.size() < 2;
                });
        stage.platform.pass(REST);
        subscription.close();
        for (int held = 1; held <= 3; held++) {
            stage.hold(STALLS, held);
            stage.platform.pass(POLL);
        }
        assertThat(stage.heard).hasSize(1);
        assertThat(bored).hasSize(2);
    }

    @Test
    void reads_nothing_while_nobody_listens() {
        stage.hold(STALLS, 1);
        stage.live.wake();
        stage.platform.pass(POLL.multipliedBy(4));
        assertThat(stage.feed.reads()).isZero();
        watch();
        assertThat(stage.feed.reads()).isPositive();
    }

    @Test
    void a_failure_only_delays() {
        watch();
        stage.hold(STALLS, 1);
        stage.feed.failNext();
        stage.platform.pass(POLL);
        assertThat(stage.failures).containsExactly("live updates");
        assertThat(stage.heard).hasSize(1);
        stage.platform.pass(Duration.ofSeconds(1));
        assertThat(stage.heard).hasSize(2);
    }

    @Test
    void tells_nothing_after_it_was_stopped() {
        watch();
        stage.live.stop();
        stage.hold(STALLS, 1);
        stage.live.wake();
        stage.platform.pass(POLL.multipliedBy(4));
        assertThat(stage.heard).hasSize(1);
    }

    private void watch() {
        stage.live.watch(SHOW, stage.heard::add);
        stage.platform.settle();
    }

    private static Message now(SectionId section, int held, int position) {
        return new PlacesChanged(
                SHOW, section, new Availability(10, held, 0, 0), new Position(position));
    }
}
