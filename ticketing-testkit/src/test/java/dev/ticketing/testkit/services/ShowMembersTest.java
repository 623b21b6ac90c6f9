package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Listings.WantedShows;
import dev.ticketing.core.application.Listings.WantedTickets;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Reading;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRejection.NotAMember;
import dev.ticketing.core.show.ShowRejection.OwnerStays;
import dev.ticketing.core.ticket.Ticket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class ShowMembersTest {

    private final World world = new World();
    private final Caller helper = world.newUser();
    private final ShowId show = world.onSale();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.verified().violations()).isEmpty();
        assertThat(world.failures).isEmpty();
    }

    private CompletableFuture<Outcome<Show.Existing>> set(
            Caller by, ShowId of, UserId member, MemberRole role) {
        return world.ticketing.members().set(world.by(by), of, member, role, Optional.empty());
    }

    private CompletableFuture<Outcome<Show.Existing>> remove(Caller by, UserId member) {
        return world.ticketing.members().remove(world.by(by), show, member, Optional.empty());
    }

    private void helps(ShowId with, MemberRole role) {
        world.done(set(world.owner, with, helper.user(), role));
    }

    private Reading<?> members(Caller caller, ShowId of) {
        return world.ticketing.members().of(caller, of);
    }

    @Test
    void a_co_organizer_does_all_that_the_owner_does() {
        helps(show, MemberRole.ORGANIZER);
        ReservationId id = world.confirmed(show, World.places(2));
        TicketId ticket = world.reservation(id).tickets().getFirst();

        assertThat(world.ticketing.reservations().find(helper, id)).isPresent();
        assertThat(world.ticketing.tickets().find(helper, ticket)).isPresent();
        assertThat(world.ticketing.analytics().sales(helper, show))
                .isInstanceOf(Reading.Told.class);
        world.done(
                world.ticketing
                        .sections()
                        .block(world.by(helper), show, World.STALLS, World.places(1)));
        assertThat(world.done(checkIn(helper, ticket))).isInstanceOf(Ticket.CheckedIn.class);
        world.done(world.ticketing.shows().closeSales(world.by(helper), show));
        assertThat(world.done(world.cancel(helper, id))).isInstanceOf(Reservation.Cancelled.class);
        world.machine.run();
        var payment = world.ticketing.payments().find(helper, paymentOf(id)).orElseThrow().state();
        assertThat(payment).isInstanceOf(Payment.Captured.class);
        assertThat(((Payment.Captured) payment).refundable().isZero())
                .as("in full, as an organizer cancels")
                .isTrue();
    }

    private PaymentId paymentOf(ReservationId id) {
        return world.reservation(id).payment().orElseThrow();
    }

    private CompletableFuture<Outcome<Ticket.Issued>> checkIn(Caller door, TicketId ticket) {
        return checkIn(world.ticketing, door, ticket);
    }

    private CompletableFuture<Outcome<Ticket.Issued>> checkIn(
            Ticketing process, Caller door, TicketId ticket) {
        String code =
                world.ticketing
                        .tickets()
                        .find(world.customer, ticket)
                        .flatMap(Tickets.Seen::code)
                        .orElseThrow();
        return process.tickets().checkIn(world.by(door), show, code, Optional.empty());
    }

    @Test
    void a_scanner_lets_in_and_does_nothing_else() {
        helps(show, MemberRole.SCANNER);
        ReservationId id = world.confirmed(show, World.places(1));
        TicketId ticket = world.reservation(id).tickets().getFirst();
        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.refused(checkIn(world.stranger, ticket)))
                .isEqualTo(new Refusal.Forbidden());
        assertThat(world.done(checkIn(helper, ticket))).isInstanceOf(Ticket.CheckedIn.class);
        assertThat(world.ticketing.reservations().find(helper, id)).isEmpty();
        assertThat(world.ticketing.tickets().find(helper, ticket)).isEmpty();
        assertThat(
                        world.ticketing
                                .listings()
                                .tickets(
                                        helper,
                                        new WantedTickets(Optional.of(show), Optional.empty()),
                                        Optional.empty(),
                                        10))
                .isEmpty();
        assertThat(world.ticketing.analytics().sales(helper, show))
                .isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
        assertThat(members(helper, show)).isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
        assertThat(world.refused(world.ticketing.shows().closeSales(world.by(helper), show)))
                .isEqualTo(new Refusal.Forbidden());
        assertThat(world.refused(set(helper, show, helper.user(), MemberRole.ORGANIZER)))
                .isEqualTo(new Refusal.Forbidden());
    }

    @Test
    void drafts_are_seen_by_co_organizers_and_not_by_scanners() {
        ShowId draft = world.draft(World.details());
        helps(draft, MemberRole.SCANNER);
        assertThat(world.ticketing.shows().find(Optional.of(helper), draft)).isEmpty();
        assertThat(listed(Optional.empty())).doesNotContain(draft);

        helps(draft, MemberRole.ORGANIZER);

        assertThat(world.ticketing.shows().find(Optional.of(helper), draft)).isPresent();
        assertThat(listed(Optional.empty())).contains(draft);
        assertThat(listed(Optional.of(helper.user()))).containsExactly(draft);
        world.done(world.ticketing.shows().publish(world.by(helper), draft));
    }

    @Test
    void a_cancelled_draft_stays_with_its_organizers_and_a_deleted_one_is_gone_for_them_too() {
        ShowId cancelled = world.draft(World.details());
        ShowId deleted = world.draft(World.details());
        helps(cancelled, MemberRole.ORGANIZER);
        helps(deleted, MemberRole.ORGANIZER);
        world.calledOff(cancelled);

        world.done(
                world.ticketing.shows().deleteDraft(world.by(helper), deleted, Optional.empty()));

        assertThat(listed(Optional.of(helper.user()))).containsExactly(cancelled);
        assertThat(world.ticketing.shows().find(Optional.of(helper), cancelled)).isPresent();
        assertThat(world.ticketing.shows().find(Optional.of(helper), deleted)).isEmpty();
        assertThat(members(helper, deleted))
                .isEqualTo(new Reading.Refused<>(new Refusal.NotFound()));
        assertThat(world.refused(set(world.owner, deleted, helper.user(), MemberRole.SCANNER)))
                .isEqualTo(new Refusal.NotFound());
        helps(cancelled, MemberRole.SCANNER);
        assertThat(world.ticketing.shows().find(Optional.of(helper), cancelled)).isEmpty();
    }

    @Test
    void a_co_organizer_ends_the_show_and_members_come_and_go_afterwards() {
        helps(show, MemberRole.ORGANIZER);
        ReservationId id = world.confirmed(show, World.places(1));
        world.done(world.ticketing.shows().closeSales(world.by(helper), show));
        world.done(world.ticketing.shows().complete(world.by(helper), show));
        assertThat(world.ticketing.histories().of(helper, id)).isPresent();

        world.done(set(helper, show, world.stranger.user(), MemberRole.SCANNER));
        TicketId ticket = world.reservation(id).tickets().getFirst();
        assertThat(world.done(checkIn(world.stranger, ticket)))
                .isInstanceOf(Ticket.CheckedIn.class);
        world.done(remove(world.owner, helper.user()));
        assertThat(world.ticketing.histories().of(helper, id)).isEmpty();
    }

    private List<ShowId> listed(Optional<UserId> organizer) {
        world.machine.advance(Duration.ofSeconds(1));
        WantedShows wanted =
                new WantedShows(
                        Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), organizer);
        return world
                .ticketing
                .listings()
                .shows(Optional.of(helper), wanted, Optional.empty(), 100)
                .stream()
                .map(row -> row.show().facts().id())
                .toList();
    }

    @Test
    void who_is_removed_may_no_more_and_nobody_removes_the_owner() {
        helps(show, MemberRole.ORGANIZER);
        assertThat(world.refused(remove(helper, world.owner.user())))
                .isEqualTo(new Refusal.ByShow(new OwnerStays(world.owner.user())));
        assertThat(world.refused(remove(world.owner, world.owner.user())))
                .isEqualTo(new Refusal.ByShow(new OwnerStays(world.owner.user())));
        assertThat(world.refused(remove(helper, world.stranger.user())))
                .isEqualTo(new Refusal.ByShow(new NotAMember(world.stranger.user())));

        Show.Existing left = world.done(remove(helper, helper.user()));

        assertThat(left.facts().members()).isEqualTo(Members.NONE);
        assertThat(world.refused(world.ticketing.shows().closeSales(world.by(helper), show)))
                .isEqualTo(new Refusal.Forbidden());
    }

    @Test
    void who_was_removed_in_one_process_may_no_more_in_another_that_remembers_the_show() {
        helps(show, MemberRole.ORGANIZER);
        ReservationId first = world.confirmed(show, World.places(2));
        List<TicketId> tickets = world.reservation(first).tickets();
        Ticketing other = world.newProcess();
        assertThat(world.done(checkIn(other, helper, tickets.getFirst())))
                .isInstanceOf(Ticket.CheckedIn.class);
        var sections = other.sections();
        world.done(sections.block(world.by(helper), show, World.STALLS, World.places(1)));

        world.done(remove(world.owner, helper.user()));

        assertThat(world.refused(checkIn(other, helper, tickets.getLast())))
                .isEqualTo(new Refusal.Forbidden());
        assertThat(
                        world.refused(
                                sections.block(
                                        world.by(helper), show, World.STALLS, World.places(1))))
                .isEqualTo(new Refusal.Forbidden());
        assertThat(world.refused(other.reservations().cancel(world.by(helper), first)))
                .isEqualTo(new Refusal.NotFound());
    }

    @Test
    void strangers_do_not_learn_of_drafts_by_their_members() {
        ShowId draft = world.draft(World.details());

        assertThat(members(world.stranger, draft))
                .isEqualTo(new Reading.Refused<>(new Refusal.NotFound()));
        assertThat(members(world.stranger, show))
                .isEqualTo(new Reading.Refused<>(new Refusal.Forbidden()));
        assertThat(world.refused(set(world.stranger, draft, helper.user(), MemberRole.SCANNER)))
                .isEqualTo(new Refusal.NotFound());
        assertThat(members(world.admin, draft)).isInstanceOf(Reading.Told.class);
    }

    @Test
    void a_change_may_insist_on_the_version_that_was_seen() {
        var stale = Optional.of(new Version(1));
        var members = world.ticketing.members();

        assertThat(
                        world.refused(
                                members.set(
                                        world.by(world.owner),
                                        show,
                                        helper.user(),
                                        MemberRole.SCANNER,
                                        stale)))
                .isEqualTo(new Refusal.StaleVersion(new Version(3)));
        world.done(
                members.set(
                        world.by(world.owner),
                        show,
                        helper.user(),
                        MemberRole.SCANNER,
                        Optional.of(new Version(3))));
    }

    @Test
    void holds_go_on_while_members_come_and_go_in_another_process() {
        Ticketing other = world.newProcess();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Caller member = world.newUser();
            answers.add(world.hold(show, World.places(1)).thenAccept(Outcome::orElseThrow));
            answers.add(
                    other.members()
                            .set(
                                    world.by(world.owner),
                                    show,
                                    member.user(),
                                    MemberRole.SCANNER,
                                    Optional.empty())
                            .thenAccept(Outcome::orElseThrow));
            if (i % 2 == 0) {
                world.machine.run();
            }
        }
        world.machine.run();

        assertThat(answers)
                .allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally());
        assertThat(world.availability(show, World.STALLS).held()).isEqualTo(10);
    }
}
