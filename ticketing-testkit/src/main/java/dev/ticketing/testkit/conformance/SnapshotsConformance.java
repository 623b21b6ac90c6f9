package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.Hold;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Snapshots;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every {@link Snapshots} has to do. The store may hold snapshots of earlier tests. */
public abstract class SnapshotsConformance {

    private static final Seating GENERAL = new Seating.General(100);
    private static final Seating NUMBERED =
            new Seating.Numbered(
                    List.of(
                            new SeatLabel("A-1"),
                            new SeatLabel("A-2"),
                            new SeatLabel("A-3"),
                            new SeatLabel("A-4")));

    /** Makes a suite; a subclass needs no constructor. */
    protected SnapshotsConformance() {}

    /** The store under test. */
    protected abstract Snapshots snapshots();

    @Test
    void there_is_no_snapshot_of_what_was_never_saved() {
        assertGivesBack(Inventory.opened(GENERAL));

        assertThat(snapshots().latest(newSection())).isEmpty();
    }

    @Test
    void gives_back_a_section_of_general_admission() {
        Inventory.Open state =
                Inventory.opened(GENERAL)
                        .withHold(Fresh.reservation(), hold(new Places.Count(2)))
                        .withHold(Fresh.reservation(), hold(new Places.Count(1)))
                        .withSale(Fresh.reservation(), new Places.Count(3))
                        .withBlocked(new Places.Count(4));

        assertGivesBack(state);
    }

    @Test
    void gives_back_a_section_of_numbered_seats() {
        Inventory.Open state =
                Inventory.opened(NUMBERED)
                        .withHold(Fresh.reservation(), hold(seat("A-2")))
                        .withSale(Fresh.reservation(), seat("A-1"))
                        .withBlocked(seat("A-3"));

        assertGivesBack(state);
    }

    @Test
    void gives_back_a_section_that_nobody_has_touched() {
        assertGivesBack(Inventory.opened(NUMBERED));
    }

    @Test
    void a_newer_snapshot_takes_the_place_of_an_older_one() {
        AggregateRef<Inventory, InventoryEvent> section = newSection();
        snapshots().save(section, new Loaded<>(Inventory.opened(GENERAL), new Version(1)));

        snapshots().save(section, new Loaded<>(Inventory.opened(NUMBERED), new Version(2)));

        assertThat(latest(section).version()).isEqualTo(new Version(2));
        assertThat(open(latest(section).state()).seating()).isEqualTo(NUMBERED);
    }

    @Test
    void an_older_snapshot_does_not_take_the_place_of_a_newer_one() {
        AggregateRef<Inventory, InventoryEvent> section = newSection();
        snapshots().save(section, new Loaded<>(Inventory.opened(NUMBERED), new Version(2)));

        snapshots().save(section, new Loaded<>(Inventory.opened(GENERAL), new Version(1)));

        assertThat(latest(section).version()).isEqualTo(new Version(2));
        assertThat(open(latest(section).state()).seating()).isEqualTo(NUMBERED);
    }

    private void assertGivesBack(Inventory.Open state) {
        AggregateRef<Inventory, InventoryEvent> section = newSection();
        snapshots().save(section, new Loaded<>(state, new Version(9)));

        Loaded<Inventory> latest = latest(section);

        assertThat(latest.version()).isEqualTo(new Version(9));
        assertThat(facts(open(latest.state()))).isEqualTo(facts(state));
    }

    /** All that can be seen of a section. */
    private static List<Object> facts(Inventory.Open section) {
        List<Object> facts = new ArrayList<>();
        facts.add(section.seating());
        section.holds().forEach(facts::add);
        section.sales().forEach(facts::add);
        facts.add(section.blocked());
        facts.add(section.nextEnding());
        facts.add(section.availability(Fresh.NOW));
        facts.add(section.availability(Fresh.NOW.plusSeconds(300)));
        facts.addAll(section.seats(Fresh.NOW));
        return facts;
    }

    private Loaded<Inventory> latest(AggregateRef<Inventory, InventoryEvent> section) {
        Optional<Loaded<Inventory>> latest = snapshots().latest(section);
        assertThat(latest).isPresent();
        return latest.orElseThrow();
    }

    private static Inventory.Open open(Inventory state) {
        assertThat(state).isInstanceOf(Inventory.Open.class);
        return (Inventory.Open) state;
    }

    private static AggregateRef<Inventory, InventoryEvent> newSection() {
        return Inventory.at(Fresh.show(), Fresh.SECTION);
    }

    private static Hold hold(Places places) {
        return new Hold(places, Fresh.NOW.plusSeconds(300));
    }

    private static Places seat(String label) {
        return new Places.Seats(List.of(new SeatLabel(label)));
    }
}
