package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.CacheStatistics;
import dev.ticketing.core.application.Listings.WantedShows;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is kept in memory, beside another process that writes. */
class CachesTest {

    private static final Duration OLD = Duration.ofMillis(101);

    private final World world = new World();
    private final Ticketing there = world.newProcess();
    private final ShowId show = world.onSale();

    @AfterEach
    void nothing_fails() {
        assertThat(world.failures).isEmpty();
    }

    private void heldThere(int quantity) {
        world.done(world.hold(there, world.stranger, show, World.places(quantity)));
    }

    private Availability stalls() {
        return world.availability(show, World.STALLS);
    }

    private long reads() {
        return world.log.readsOf(Inventory.at(show, World.STALLS).stream())
                + world.log.readsOf(Show.at(show).stream());
    }

    @Test
    void places_in_memory_ask_no_stream() {
        stalls();
        long before = reads();

        for (int i = 0; i < 100; i++) {
            world.jump(OLD);
            assertThat(stalls()).isEqualTo(new Availability(10, 0, 0, 0));
        }

        assertThat(reads()).isEqualTo(before);
    }

    @Test
    void what_another_process_holds_is_seen_when_the_last_look_is_too_old() {
        stalls();
        heldThere(2);
        assertThat(stalls().held()).isZero();

        world.jump(OLD);

        assertThat(stalls().held()).isEqualTo(2);
    }

    @Test
    void what_another_process_holds_is_seen_at_once_by_who_asks_for_its_position() {
        stalls();
        var done = world.doneAs(world.hold(there, world.stranger, show, World.places(2)));

        assertThat(world.ticketing.includes(done.position().orElseThrow())).isTrue();

        assertThat(stalls().held()).isEqualTo(2);
    }

    @Test
    void what_this_process_holds_is_seen_at_once() {
        stalls();
        world.held(show, World.places(3));

        assertThat(stalls().held()).isEqualTo(3);
    }

    @Test
    void a_hold_ends_in_memory_at_its_instant() {
        world.held(show, World.places(1));
        world.jump(Duration.ofSeconds(1));
        world.held(show, World.places(2));
        assertThat(stalls().held()).isEqualTo(3);

        world.jump(World.HOLD_TIME.minus(Duration.ofSeconds(1)).minusNanos(1));
        assertThat(stalls().held()).isEqualTo(3);
        world.jump(Duration.ofNanos(1));
        assertThat(stalls().held()).isEqualTo(2);
        world.jump(Duration.ofSeconds(1).minusNanos(1));
        assertThat(stalls().held()).isEqualTo(2);
        world.jump(Duration.ofNanos(1));
        assertThat(stalls().held()).isZero();
    }

    @Test
    void places_are_right_also_when_the_clock_goes_back() {
        world.held(show, World.places(1));
        world.jump(World.HOLD_TIME);
        assertThat(stalls().held()).isZero();

        world.jump(Duration.ofNanos(-1));

        assertThat(stalls().held()).isEqualTo(1);
    }

    @Test
    void a_draft_is_never_in_memory_and_is_public_as_soon_as_it_is_published() {
        ShowId draft = world.draft(World.details());

        assertThat(world.ticketing.shows().availability(Optional.empty(), draft)).isEmpty();
        assertThat(world.ticketing.shows().availability(Optional.of(world.owner), draft))
                .isPresent();
        world.done(there.shows().publish(world.by(world.owner), draft));
        world.jump(OLD);

        assertThat(world.ticketing.shows().availability(Optional.empty(), draft)).isPresent();
    }

    @Test
    void the_catalogue_in_memory_follows_the_other_process() {
        world.machine.advance(Duration.ofSeconds(1));
        assertThat(catalogued()).isEqualTo(1);
        assertThat(catalogued()).isEqualTo(1);
        assertThat(catalogue().hits()).isEqualTo(1);

        ShowId later = world.draft(World.details());
        world.done(there.shows().publish(world.by(world.owner), later));
        world.machine.advance(Duration.ofSeconds(1));

        assertThat(catalogued()).isEqualTo(2);
        assertThat(catalogue().misses()).isEqualTo(2);
    }

    private int catalogued() {
        WantedShows any =
                new WantedShows(
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return world.ticketing.listings().shows(Optional.empty(), any, Optional.empty(), 10).size();
    }

    private CacheStatistics catalogue() {
        return world.ticketing.cacheStatistics().getLast();
    }
}
