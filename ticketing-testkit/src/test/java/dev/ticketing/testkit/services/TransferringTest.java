package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Listings.WantedTickets;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Tickets;
import dev.ticketing.core.application.Tickets.Seen;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketCode;
import dev.ticketing.core.ticket.TicketDecider;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketRejection;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketVerifier.Verdict;
import dev.ticketing.core.ticket.TicketView;
import dev.ticketing.core.ticket.Transfer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class TransferringTest {

    private static final Instant CLOSES = World.STARTS.minus(TicketDecider.TRANSFER_CLOSES);
    private static final WantedTickets ALL = new WantedTickets(Optional.empty(), Optional.empty());

    private final World world = new World();
    private final Caller friend = world.newUser();
    private final ShowId show = world.onSale();
    private final ReservationId reservation = world.confirmed(show, World.seats("A-1", "A-2"));
    private final TicketId id = world.reservation(reservation).tickets().getFirst();
    private final Tickets tickets = world.ticketing.tickets();

    @AfterEach
    void the_log_is_sound_and_every_list_is_what_it_says() {
        world.machine.advance(Duration.ofSeconds(1));
        world.assertSound();
        assertThat(world.verified().violations()).isEmpty();
    }

    private CompletableFuture<Outcome<Seen>> transfer(Caller from, Caller to) {
        return tickets.transfer(world.by(from), id, to::user);
    }

    private Seen seen(Caller caller) {
        return tickets.find(caller, id).orElseThrow();
    }

    private String code(Caller caller) {
        return seen(caller).code().orElseThrow();
    }

    private CompletableFuture<Outcome<Ticket.Issued>> scan(String code) {
        return tickets.checkIn(world.by(world.owner), show, code, Optional.of("north"));
    }

    private List<TicketView> listed(Caller caller) {
        world.machine.advance(Duration.ofSeconds(1));
        return world.ticketing.listings().tickets(caller, ALL, Optional.empty(), 10).stream()
                .map(Seen::ticket)
                .toList();
    }

    private static Refusal no(TicketRejection why) {
        return new Refusal.ByTicket(why);
    }

    @Test
    void a_ticket_of_a_show_that_was_called_off_is_not_handed_on() {
        world.calledOff(show);

        assertThat(world.refused(transfer(world.customer, friend)))
                .isEqualTo(no(new TicketRejection.ShowCancelled()));
    }

    @Test
    void the_receiver_holds_the_same_ticket_with_another_code() {
        String before = code(world.customer);

        Outcome.Done<Seen> done = world.doneAs(transfer(world.customer, friend));

        TicketView ticket = done.value().ticket();
        assertThat(ticket.facts().id()).isEqualTo(id);
        assertThat(ticket.facts().holder()).isEqualTo(friend.user());
        assertThat(done.version()).isEqualTo(ticket.version()).isEqualTo(new Version(2));
        assertThat(done.value()).isEqualTo(seen(friend));
        assertThat(code(friend)).isNotEqualTo(before);
        assertThat(tickets.verifier().verify(code(friend)))
                .isEqualTo(new Verdict.Genuine(new TicketCode(show, id, new Edition(2))));
        assertThat(world.recorded(TicketTransferred.class))
                .containsExactly(
                        new TicketTransferred(
                                new Transfer(
                                        world.customer.user(),
                                        friend.user(),
                                        world.clock.instant())));
    }

    @Test
    void the_old_code_is_void_at_once_and_the_new_one_admits() {
        String before = code(world.customer);
        world.done(transfer(world.customer, friend));

        assertThat(world.refused(scan(before)))
                .isEqualTo(no(new TicketRejection.OutdatedCode(Edition.FIRST, new Edition(2))));
        assertThat(world.done(scan(code(friend)))).isInstanceOf(Ticket.CheckedIn.class);
        assertThat(world.refused(scan(before)))
                .as("nor does it tell of the admission")
                .isEqualTo(no(new TicketRejection.OutdatedCode(Edition.FIRST, new Edition(2))));
    }

    @Test
    void nothing_is_handed_on_of_a_show_that_does_not_take_place() {
        world.log.meanwhile(() -> world.calledOff(show));

        assertThat(world.refused(transfer(world.customer, friend)))
                .isEqualTo(no(new TicketRejection.ShowCancelled()));
        assertThat(world.recorded(TicketTransferred.class)).isEmpty();
    }

    @Test
    void nothing_is_handed_on_of_a_completed_show_however_far_away_its_start() {
        world.done(world.ticketing.shows().closeSales(world.by(world.owner), show));
        world.done(world.ticketing.shows().complete(world.by(world.owner), show));
        Instant completed = world.clock.instant();
        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.refused(transfer(world.customer, friend)))
                .isEqualTo(no(new TicketRejection.TransferClosed(completed)));
        assertThat(world.done(scan(code(world.customer)))).isInstanceOf(Ticket.CheckedIn.class);
    }

    @Test
    void of_a_transfer_and_a_check_in_at_the_same_time_one_comes_first() {
        String before = code(world.customer);
        var given = transfer(world.customer, friend);
        var admitted =
                world.newProcess()
                        .tickets()
                        .checkIn(world.by(world.owner), show, before, Optional.empty());

        List<Object> done = new ArrayList<>();
        for (var outcome : List.of(world.await(given), world.await(admitted))) {
            if (outcome instanceof Outcome.Done<?> one) {
                done.add(one.value());
            }
        }

        assertThat(done).hasSize(1);
    }

    @Test
    void who_has_handed_it_on_sees_what_remains_of_it() {
        world.done(transfer(world.customer, friend));
        PassedOn left = passedOn(friend);

        assertThat(seen(world.customer)).isEqualTo(new Seen(left, Optional.empty()));
        assertThat(listed(world.customer)).hasSize(2).contains(left);
        assertThat(listed(friend)).containsExactly(seen(friend).ticket());

        world.done(scan(code(friend)));

        assertThat(seen(world.customer).ticket())
                .as("what comes later is not theirs")
                .isEqualTo(left);
        assertThat(listed(world.customer)).contains(left);
    }

    private PassedOn passedOn(Caller to) {
        TicketRow now = (TicketRow) seen(to).ticket();
        return new PassedOn(now.facts(), now.version());
    }

    @Test
    void who_gets_it_back_holds_it_with_a_code_of_its_own() {
        String first = code(world.customer);
        world.done(transfer(world.customer, friend));
        world.done(transfer(friend, world.customer));

        assertThat(seen(world.customer).ticket()).isInstanceOf(TicketRow.class);
        assertThat(code(world.customer)).isNotEqualTo(first);
        assertThat(seen(friend).ticket()).isInstanceOf(PassedOn.class);
        assertThat(listed(world.customer)).hasSize(2).allMatch(TicketRow.class::isInstance);
        assertThat(listed(friend)).hasSize(1).allMatch(PassedOn.class::isInstance);
        world.done(scan(code(world.customer)));
    }

    @Test
    void its_holder_alone_hands_it_on() {
        assertThat(world.refused(transfer(world.stranger, friend)))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.refused(transfer(world.owner, friend))).isEqualTo(new Refusal.Forbidden());
        assertThat(world.refused(transfer(world.admin, friend))).isEqualTo(new Refusal.Forbidden());
        TicketId none = new TicketId(world.newId());
        assertThat(world.refused(tickets.transfer(world.by(world.admin), none, friend::user)))
                .isEqualTo(new Refusal.NotFound());

        world.done(transfer(world.customer, friend));

        assertThat(world.refused(transfer(world.customer, world.stranger)))
                .isEqualTo(no(new TicketRejection.HeldByAnother()));
    }

    @Test
    void who_it_is_for_is_asked_only_if_the_caller_has_held_it() {
        var answer =
                tickets.transfer(
                        world.by(world.stranger),
                        id,
                        () -> {
                            throw new AssertionError("asked");
                        });

        assertThat(world.refused(answer)).isEqualTo(new Refusal.NotFound());
    }

    @Test
    void it_cannot_be_handed_to_who_holds_it() {
        assertThat(world.refused(transfer(world.customer, world.customer)))
                .isEqualTo(no(new TicketRejection.HeldAlready()));
    }

    @Test
    void it_is_handed_on_up_to_a_day_before_the_show() {
        world.machine.jumpTo(CLOSES);
        world.done(transfer(world.customer, friend));

        world.jump(Duration.ofMillis(1));

        assertThat(world.refused(transfer(friend, world.customer)))
                .isEqualTo(no(new TicketRejection.TransferClosed(CLOSES)));
    }

    @Test
    void the_start_that_counts_is_the_one_that_the_show_has_now() {
        ShowId draft = world.draft(World.details());
        ShowDetails sooner = startingAt(world.clock.instant().plus(Duration.ofHours(30)));
        world.done(
                world.ticketing
                        .shows()
                        .revise(world.by(world.owner), draft, sooner, Optional.empty()));
        world.done(world.ticketing.shows().publish(world.by(world.owner), draft));
        world.done(world.ticketing.shows().openSales(world.by(world.owner), draft));
        TicketId soon =
                world.reservation(world.confirmed(draft, World.places(1))).tickets().getFirst();

        world.jump(Duration.ofHours(7));

        assertThat(world.refused(tickets.transfer(world.by(world.customer), soon, friend::user)))
                .isEqualTo(
                        no(
                                new TicketRejection.TransferClosed(
                                        sooner.startsAt().minus(TicketDecider.TRANSFER_CLOSES))));
    }

    private static ShowDetails startingAt(Instant starts) {
        ShowDetails usual = World.details();
        return new ShowDetails(
                usual.title(),
                usual.description(),
                starts,
                starts.plus(Duration.ofHours(3)),
                usual.timezone(),
                usual.venue(),
                usual.currency(),
                usual.sections(),
                usual.tiers(),
                usual.maxTicketsPerReservation(),
                usual.holdTime(),
                RefundPolicy.DEFAULT);
    }

    @Test
    void a_show_that_changes_meanwhile_makes_it_judged_again() {
        var given = transfer(world.customer, friend);
        var closed = world.newProcess().shows().closeSales(world.by(world.owner), show);

        world.done(closed);

        assertThat(world.done(given).ticket().facts().holder()).isEqualTo(friend.user());
    }

    @Test
    void what_has_admitted_or_is_void_is_not_handed_on() {
        world.done(scan(code(world.customer)));
        assertThat(world.refused(transfer(world.customer, friend)))
                .isEqualTo(no(new TicketRejection.IsUsed()));

        world.done(world.cancel(world.customer, reservation));

        assertThat(world.refused(transfer(world.customer, friend)))
                .isEqualTo(no(new TicketRejection.IsVoid()));
    }

    @Test
    void who_bought_it_gets_the_money_back_and_who_holds_it_loses_it() {
        world.done(transfer(world.customer, friend));
        String code = code(friend);

        world.done(world.cancel(world.customer, reservation));

        assertThat(seen(friend).ticket())
                .isInstanceOfSatisfying(
                        TicketRow.class,
                        row -> assertThat(row.ticket()).isInstanceOf(Ticket.Voided.class));
        assertThat(world.refused(scan(code))).isEqualTo(no(new TicketRejection.IsVoid()));
        assertThat(seen(world.customer).ticket()).isInstanceOf(PassedOn.class);
    }

    @Test
    void its_receiver_cannot_cancel_what_somebody_else_bought() {
        world.done(transfer(world.customer, friend));

        assertThat(world.refused(world.cancel(friend, reservation)))
                .isEqualTo(new Refusal.NotFound());
    }

    @Test
    void the_same_command_again_answers_the_same_and_hands_nothing_on() {
        Request request = world.by(world.customer);
        UserId to = friend.user();
        Outcome.Done<Seen> first = world.doneAs(tickets.transfer(request, id, () -> to));
        Outcome.Done<Seen> again = world.doneAs(tickets.transfer(request, id, () -> to));

        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.replayed()).isTrue();
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(world.recorded(TicketTransferred.class)).hasSize(1);
    }

    @Test
    void an_answer_that_was_lost_is_found_in_the_log() {
        world.log.losesAnAnswer();

        var given = transfer(world.customer, friend);
        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.done(given).ticket().facts().holder()).isEqualTo(friend.user());
        assertThat(world.recorded(TicketTransferred.class)).hasSize(1);
    }

    @Test
    void a_gift_is_no_purchase_of_its_receivers() {
        world.done(transfer(world.customer, friend));
        world.machine.advance(Duration.ofSeconds(1));

        var customers = world.directories.customers();
        assertThat(customers.of(world.customer.user()).orElseThrow().tickets()).isEqualTo(2);
        assertThat(customers.of(friend.user())).isEmpty();
    }
}
