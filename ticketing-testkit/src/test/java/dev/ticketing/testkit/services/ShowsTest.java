package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Shows;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.SeatStatus;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRejection.InvalidTransition;
import dev.ticketing.core.show.ShowRejection.NotEditable;
import dev.ticketing.core.show.ShowRejection.Part;
import dev.ticketing.core.show.ShowRejection.StartsInThePast;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class ShowsTest {

    private static final ShowDetails MORE_STALLS = World.details(11, RefundPolicy.DEFAULT);

    private final World world = new World();
    private final Shows shows = world.ticketing.shows();

    @Test
    void a_new_show_is_a_draft_of_its_creator() {
        var done = world.doneAs(shows.create(world.by(world.owner), World.details()));

        assertThat(done.value()).isInstanceOf(Show.Draft.class);
        assertThat(done.value().facts().owner()).isEqualTo(world.owner.user());
        assertThat(done.value().facts().createdAt()).isEqualTo(world.clock.instant());
        assertThat(done.version()).isEqualTo(new Version(1));
        assertThat(done.position()).contains(world.memory.head());
        assertThat(done.replayed()).isFalse();
    }

    @Test
    void a_show_cannot_start_in_the_past() {
        world.machine.jumpTo(World.STARTS);

        assertThat(world.refused(shows.create(world.by(world.owner), World.details())))
                .isEqualTo(new Refusal.ByShow(new StartsInThePast(World.STARTS, World.STARTS)));
    }

    @Test
    void a_show_may_start_a_millisecond_from_now() {
        world.machine.jumpTo(World.STARTS.minusMillis(1));

        assertThat(world.done(shows.create(world.by(world.owner), World.details())).stage())
                .isEqualTo(Stage.DRAFT);
    }

    @Test
    void a_draft_is_seen_by_its_owner_and_administrators_alone() {
        ShowId show = world.draft(World.details());

        assertThat(shows.find(Optional.of(world.owner), show)).isPresent();
        assertThat(shows.find(Optional.of(world.admin), show)).isPresent();
        assertThat(shows.find(Optional.of(world.stranger), show)).isEmpty();
        assertThat(shows.find(Optional.empty(), show)).isEmpty();
        assertThat(shows.availability(Optional.empty(), show)).isEmpty();
        assertThat(shows.seats(Optional.empty(), show, World.CIRCLE)).isEmpty();
    }

    @Test
    void a_published_show_is_seen_by_everybody() {
        ShowId show = world.draft(World.details());
        world.done(shows.publish(world.by(world.owner), show));

        assertThat(shows.find(Optional.empty(), show).orElseThrow().version())
                .isEqualTo(new Version(2));
    }

    @Test
    void what_is_not_there_is_not_found() {
        ShowId nowhere = new ShowId(world.newId());

        assertThat(shows.find(Optional.of(world.admin), nowhere)).isEmpty();
        assertThat(world.refused(shows.publish(world.by(world.admin), nowhere)))
                .isEqualTo(new Refusal.NotFound());
    }

    @Test
    void a_strangers_draft_is_not_found_and_a_strangers_published_show_forbidden() {
        ShowId show = world.draft(World.details());
        assertThat(world.refused(shows.publish(world.by(world.stranger), show)))
                .isEqualTo(new Refusal.NotFound());

        world.done(shows.publish(world.by(world.owner), show));
        assertThat(world.refused(shows.openSales(world.by(world.stranger), show)))
                .isEqualTo(new Refusal.Forbidden());
    }

    @Test
    void an_administrator_may_do_what_the_owner_may() {
        ShowId show = world.draft(World.details());

        assertThat(world.done(shows.publish(world.by(world.admin), show)).stage())
                .isEqualTo(Stage.PUBLISHED);
    }

    @Test
    void everything_in_a_draft_can_be_revised() {
        ShowId show = world.draft(World.details());

        var done = world.doneAs(revise(show, MORE_STALLS, Optional.of(new Version(1))));

        assertThat(done.value().details()).isEqualTo(MORE_STALLS);
        assertThat(done.version()).isEqualTo(new Version(2));
    }

    @Test
    void a_revision_that_changes_nothing_records_nothing() {
        ShowId show = world.draft(World.details());

        var done = world.doneAs(revise(show, World.details(), Optional.empty()));

        assertThat(done.version()).isEqualTo(new Version(1));
        assertThat(done.position()).isEmpty();
    }

    @Test
    void a_revision_of_another_version_than_the_present_is_refused() {
        ShowId show = world.draft(World.details());

        assertThat(world.refused(revise(show, MORE_STALLS, Optional.of(new Version(2)))))
                .isEqualTo(new Refusal.StaleVersion(new Version(1)));
    }

    @Test
    void sections_are_fixed_once_a_show_is_published() {
        ShowId show = world.draft(World.details());
        world.done(shows.publish(world.by(world.owner), show));

        assertThat(world.refused(revise(show, MORE_STALLS, Optional.empty())))
                .isEqualTo(
                        new Refusal.ByShow(
                                new NotEditable(Stage.PUBLISHED, List.of(Part.SECTIONS))));
    }

    private CompletableFuture<Outcome<Show.Existing>> revise(
            ShowId show, ShowDetails details, Optional<Version> seen) {
        return shows.revise(world.by(world.owner), show, details, seen);
    }

    @Test
    void publishing_opens_every_section_in_the_same_unit() {
        ShowId show = world.draft(World.details());

        var done = world.doneAs(shows.publish(world.by(world.owner), show));

        assertThat(world.recorded(SectionOpened.class))
                .extracting(SectionOpened::section)
                .containsExactly(World.STALLS, World.CIRCLE);
        assertThat(world.log.appends()).hasSize(2);
        assertThat(done.position()).contains(world.memory.head());
    }

    @Test
    void sales_open_and_close_and_open_again() {
        ShowId show = world.onSale();

        assertThat(world.done(shows.closeSales(world.by(world.owner), show)).stage())
                .isEqualTo(Stage.SALES_CLOSED);
        assertThat(world.done(shows.openSales(world.by(world.owner), show)).stage())
                .isEqualTo(Stage.SALES_OPEN);
    }

    @Test
    void a_stage_cannot_be_skipped_or_entered_twice() {
        ShowId show = world.draft(World.details());

        assertThat(world.refused(shows.openSales(world.by(world.owner), show)))
                .isEqualTo(
                        new Refusal.ByShow(new InvalidTransition(Stage.DRAFT, Stage.SALES_OPEN)));
        world.done(shows.publish(world.by(world.owner), show));
        assertThat(world.refused(shows.publish(world.by(world.owner), show)))
                .isEqualTo(
                        new Refusal.ByShow(
                                new InvalidTransition(Stage.PUBLISHED, Stage.PUBLISHED)));
        assertThat(world.refused(shows.closeSales(world.by(world.owner), show)))
                .isEqualTo(
                        new Refusal.ByShow(
                                new InvalidTransition(Stage.PUBLISHED, Stage.SALES_CLOSED)));
    }

    @Test
    void a_repeated_creation_gives_the_first_show_as_it_was_then() {
        Request request = world.by(world.owner);
        Show.Existing first = world.done(shows.create(request, World.details()));
        world.done(shows.publish(world.by(world.owner), first.facts().id()));

        var again = world.doneAs(shows.create(request, World.details()));

        assertThat(again.value()).isEqualTo(first);
        assertThat(again.replayed()).isTrue();
        assertThat(again.version()).isEqualTo(new Version(1));
    }

    @Test
    void a_repeated_publication_gives_the_first_answer_though_it_would_be_refused_now() {
        ShowId show = world.draft(World.details());
        Request request = world.by(world.owner);
        Show.Existing first = world.done(shows.publish(request, show));
        world.done(shows.openSales(world.by(world.owner), show));

        var again = world.doneAs(shows.publish(request, show));

        assertThat(again.value()).isEqualTo(first);
        assertThat(again.replayed()).isTrue();
    }

    @Test
    void places_of_a_draft_are_all_there() {
        ShowId show = world.draft(World.details());

        var places = shows.availability(Optional.of(world.owner), show).orElseThrow();

        assertThat(places.sections())
                .containsExactly(
                        new Shows.SectionAvailability(World.STALLS, new Availability(10, 0, 0, 0)),
                        new Shows.SectionAvailability(World.CIRCLE, new Availability(6, 0, 0, 0)));
        assertThat(shows.seats(Optional.of(world.owner), show, World.CIRCLE).orElseThrow())
                .hasSize(6)
                .allMatch(seat -> seat.status() == SeatStatus.Status.AVAILABLE);
    }

    @Test
    void places_are_counted_as_of_a_position() {
        ShowId show = world.onSale();
        world.held(show, World.places(3));
        world.confirmed(show, World.places(2));

        var places = shows.availability(Optional.empty(), show, World.STALLS).orElseThrow();

        assertThat(places.position()).isEqualTo(world.memory.head());
        assertThat(places.sections().getFirst().places()).isEqualTo(new Availability(10, 3, 2, 0));
    }

    @Test
    void seats_show_who_has_them_but_not_their_names() {
        ShowId show = world.onSale();
        world.held(show, World.seats("A-2"));
        world.confirmed(show, World.seats("B-1"));

        assertThat(shows.seats(Optional.empty(), show, World.CIRCLE).orElseThrow())
                .extracting(SeatStatus::status)
                .containsExactly(
                        SeatStatus.Status.AVAILABLE,
                        SeatStatus.Status.HELD,
                        SeatStatus.Status.AVAILABLE,
                        SeatStatus.Status.SOLD,
                        SeatStatus.Status.AVAILABLE,
                        SeatStatus.Status.AVAILABLE);
        assertThat(shows.seats(Optional.empty(), show, World.STALLS)).contains(List.of());
    }

    @Test
    void an_unknown_section_has_no_places() {
        ShowId show = world.onSale();
        SectionId nowhere = new SectionId("nowhere");

        assertThat(shows.availability(Optional.empty(), show, nowhere)).isEmpty();
        assertThat(shows.seats(Optional.empty(), show, nowhere)).isEmpty();
    }
}
