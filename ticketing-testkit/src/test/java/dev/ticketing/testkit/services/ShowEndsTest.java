package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Listings.WantedShows;
import dev.ticketing.core.application.Reading;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Shows;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRejection.InvalidTransition;
import dev.ticketing.core.show.ShowRejection.NotADraft;
import dev.ticketing.core.show.ShowRejection.NotEditable;
import dev.ticketing.core.show.ShowRejection.Part;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketRejection;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What goes on at a show that is completed, deleted or cancelled, and what does not. */
class ShowEndsTest {

    private static final ShowDetails NO_MONEY_BACK = World.details(10, new RefundPolicy(List.of()));

    private final World world = new World();
    private final Shows shows = world.ticketing.shows();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.failures).isEmpty();
    }

    private ShowId completed(ShowId show) {
        world.done(shows.closeSales(world.by(world.owner), show));
        world.done(shows.complete(world.by(world.owner), show));
        return show;
    }

    private String code(ReservationId bought) {
        TicketId ticket = world.reservation(bought).tickets().getFirst();
        return world.ticketing
                .tickets()
                .find(world.customer, ticket)
                .orElseThrow()
                .code()
                .orElseThrow();
    }

    private List<ShowId> listed(Optional<Caller> caller, Stage... stages) {
        world.machine.advance(Duration.ofSeconds(1));
        WantedShows wanted =
                new WantedShows(
                        Set.of(stages),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return world.ticketing.listings().shows(caller, wanted, Optional.empty(), 10).stream()
                .map(row -> row.show().facts().id())
                .toList();
    }

    // --- completed

    @Test
    void a_show_is_completed_after_its_sales() {
        ShowId show = world.onSale();
        assertThat(world.refused(shows.complete(world.by(world.owner), show)))
                .isEqualTo(
                        new Refusal.ByShow(
                                new InvalidTransition(Stage.SALES_OPEN, Stage.COMPLETED)));
        world.done(shows.closeSales(world.by(world.owner), show));
        assertThat(world.refused(shows.complete(world.by(world.stranger), show)))
                .isEqualTo(new Refusal.Forbidden());

        Request request = world.by(world.owner);
        var done = world.doneAs(shows.complete(request, show));

        assertThat(done.value()).isInstanceOf(Show.Completed.class);
        assertThat(world.doneAs(shows.complete(request, show)).replayed()).isTrue();
        assertThat(shows.find(Optional.empty(), show).orElseThrow().state())
                .isEqualTo(done.value());
        assertThat(listed(Optional.empty(), Stage.COMPLETED)).containsExactly(show);
        assertThat(listed(Optional.empty(), Stage.SALES_CLOSED)).isEmpty();
    }

    @Test
    void nothing_begins_at_a_completed_show() {
        ShowId show = completed(world.onSale());

        assertThat(world.refused(world.hold(show, World.places(1))))
                .isEqualTo(new Refusal.SalesNotOpen(Stage.COMPLETED));
        assertThat(world.refused(shows.openSales(world.by(world.owner), show)))
                .isEqualTo(
                        new Refusal.ByShow(
                                new InvalidTransition(Stage.COMPLETED, Stage.SALES_OPEN)));
        assertThat(
                        world.refused(
                                shows.revise(
                                        world.by(world.owner),
                                        show,
                                        World.details(11, RefundPolicy.DEFAULT),
                                        Optional.empty())))
                .isEqualTo(
                        new Refusal.ByShow(
                                new NotEditable(Stage.COMPLETED, List.of(Part.SECTIONS))));
    }

    @Test
    void what_was_held_before_a_show_was_completed_can_still_be_paid_and_admits() {
        ShowId show = world.onSale();
        ReservationId held = world.held(show, World.places(1));
        completed(show);

        assertThat(world.done(world.pay(held))).isInstanceOf(Payment.Captured.class);

        assertThat(world.statusOf(held)).isEqualTo(Status.CONFIRMED);
        assertThat(
                        world.done(
                                world.ticketing
                                        .tickets()
                                        .checkIn(
                                                world.by(world.owner),
                                                show,
                                                code(held),
                                                Optional.empty())))
                .isInstanceOf(Ticket.CheckedIn.class);
        assertThat(world.availability(show, World.STALLS)).isEqualTo(new Availability(10, 0, 1, 0));
    }

    @Test
    void the_refund_policy_holds_beyond_completion() {
        ShowId show = world.onSale(NO_MONEY_BACK);
        ReservationId bought = world.confirmed(show, World.places(1));
        completed(show);

        world.done(world.cancel(world.customer, bought));

        assertThat(world.recorded(RefundRequested.class)).isEmpty();
    }

    // --- deleted

    @Test
    void a_deleted_draft_is_gone_from_everything_that_is_read() {
        ShowId show = world.draft(World.details());
        assertThat(listed(Optional.of(world.owner))).containsExactly(show);

        var done = world.doneAs(shows.deleteDraft(world.by(world.owner), show, Optional.empty()));

        assertThat(done.position()).contains(world.memory.head());
        assertThat(done.version()).isEqualTo(new Version(2));
        for (Caller caller : List.of(world.owner, world.admin)) {
            Optional<Caller> by = Optional.of(caller);
            assertThat(shows.find(by, show)).isEmpty();
            assertThat(shows.availability(by, show)).isEmpty();
            assertThat(shows.availability(by, show, World.STALLS)).isEmpty();
            assertThat(shows.seats(by, show, World.CIRCLE)).isEmpty();
            assertThat(listed(by)).isEmpty();
            assertThat(world.ticketing.analytics().sales(caller, show))
                    .isEqualTo(new Reading.Refused<>(new Refusal.NotFound()));
            assertThat(world.refused(shows.publish(world.by(caller), show)))
                    .isEqualTo(new Refusal.NotFound());
            assertThat(world.refused(shows.deleteDraft(world.by(caller), show, Optional.empty())))
                    .isEqualTo(new Refusal.NotFound());
        }
        assertThat(world.refused(world.hold(show, World.places(1))))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.verified().violations()).isEmpty();
    }

    @Test
    void a_draft_is_deleted_by_its_organizers_alone_and_as_they_have_seen_it() {
        ShowId show = world.draft(World.details());

        assertThat(
                        world.refused(
                                shows.deleteDraft(
                                        world.by(world.stranger), show, Optional.empty())))
                .isEqualTo(new Refusal.NotFound());
        assertThat(
                        world.refused(
                                shows.deleteDraft(
                                        world.by(world.owner), show, Optional.of(new Version(2)))))
                .isEqualTo(new Refusal.StaleVersion(new Version(1)));
        assertThat(
                        world.done(
                                shows.deleteDraft(
                                        world.by(world.admin), show, Optional.of(new Version(1)))))
                .isEqualTo(new Show.Deleted());
    }

    @Test
    void a_published_show_is_not_deleted() {
        ShowId show = world.onSale();

        assertThat(world.refused(shows.deleteDraft(world.by(world.owner), show, Optional.empty())))
                .isEqualTo(new Refusal.ByShow(new NotADraft(Stage.SALES_OPEN)));
    }

    @Test
    void a_repeated_deletion_gives_the_first_answer() {
        ShowId show = world.draft(World.details());
        Request request = world.by(world.owner);
        world.done(shows.deleteDraft(request, show, Optional.empty()));

        var again = world.doneAs(shows.deleteDraft(request, show, Optional.empty()));

        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(new Show.Deleted());
    }

    // --- cancelled

    @Test
    void a_cancelled_show_is_seen_by_all_who_could_see_it() {
        ShowId draft = world.draft(World.details());
        ShowId show = world.onSale();
        world.calledOff(draft);
        world.calledOff(show);

        assertThat(shows.find(Optional.empty(), show).orElseThrow().state().stage())
                .isEqualTo(Stage.CANCELLED);
        assertThat(shows.availability(Optional.empty(), show)).isPresent();
        assertThat(shows.find(Optional.of(world.stranger), draft)).isEmpty();
        assertThat(shows.availability(Optional.empty(), draft)).isEmpty();
        assertThat(shows.find(Optional.of(world.owner), draft)).isPresent();
        assertThat(world.refused(world.hold(draft, World.places(1))))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.refused(shows.publish(world.by(world.stranger), draft)))
                .isEqualTo(new Refusal.NotFound());
        assertThat(world.refused(shows.publish(world.by(world.stranger), show)))
                .isEqualTo(new Refusal.Forbidden());
        assertThat(listed(Optional.empty(), Stage.CANCELLED)).containsExactly(show);
        assertThat(listed(Optional.of(world.owner), Stage.CANCELLED))
                .containsExactlyInAnyOrder(draft, show);
    }

    @Test
    void nothing_is_held_for_a_cancelled_show_not_even_what_is_on_its_way() {
        ShowId show = world.onSale();
        world.held(show, World.places(1));
        world.log.meanwhile(() -> world.calledOff(show));

        assertThat(world.refused(world.hold(show, World.places(1))))
                .isEqualTo(new Refusal.SalesNotOpen(Stage.CANCELLED));
    }

    @Test
    void nobody_begins_to_pay_for_a_cancelled_show_not_even_who_is_about_to() {
        ShowId show = world.onSale();
        ReservationId held = world.held(show, World.places(1));
        world.log.meanwhile(() -> world.calledOff(show));

        assertThat(world.refused(world.pay(held)))
                .isEqualTo(new Refusal.WrongStage(Stage.CANCELLED));
        assertThat(world.refused(world.pay(held)))
                .isEqualTo(new Refusal.WrongStage(Stage.CANCELLED));

        assertThat(world.recorded(PaymentRequested.class)).isEmpty();
        assertThat(world.provider.memory().captures()).isEmpty();
    }

    @Test
    void money_that_comes_when_the_show_is_cancelled_goes_back_though_the_hold_is_alive() {
        ShowId show = world.onSale();
        ReservationId held = world.held(show, World.places(1));
        world.provider.meanwhile(() -> world.calledOff(show));

        assertGoesBack(held);
    }

    @Test
    void a_sale_that_is_about_to_be_recorded_when_the_show_is_cancelled_is_none() {
        ShowId show = world.onSale();
        ReservationId held = world.held(show, World.places(1));
        world.provider.meanwhile(() -> world.log.meanwhile(() -> world.calledOff(show)));

        assertGoesBack(held);
    }

    private void assertGoesBack(ReservationId held) {
        PaymentId payment = world.done(world.pay(held)).request().id();
        world.machine.run();

        assertThat(world.recorded(RefundRequested.class))
                .extracting(asked -> asked.refund().reason())
                .containsExactly(Refund.Reason.SHOW_CANCELLED);
        assertThat(world.provider.memory().refunds())
                .extracting(refund -> refund.amount())
                .containsExactly(World.euros(50));
        assertThat(
                        world.ticketing
                                .payments()
                                .find(world.customer, payment)
                                .map(found -> Payment.statusOf(found.state())))
                .contains(Payment.Status.REFUNDED);
        assertThat(world.recorded(ReservationConfirmed.class)).isEmpty();
        assertThat(world.statusOf(held)).isEqualTo(Status.PAYMENT_PENDING);
        world.machine.advance(Duration.ofSeconds(5));
        assertThat(world.statusOf(held)).as("given back").isEqualTo(Status.CANCELLED);
    }

    @Test
    void free_places_of_a_cancelled_show_are_paid_for_with_nothing_and_give_nothing_back() {
        ShowId show =
                world.onSale(
                        World.details(
                                World.details().sections(),
                                List.of(
                                        World.tier("free", World.STALLS, 0),
                                        World.tier("best", World.CIRCLE, 80)),
                                RefundPolicy.DEFAULT));
        ReservationId held = world.held(show, World.places(1));
        world.provider.meanwhile(() -> world.calledOff(show));

        world.done(world.pay(held));

        assertThat(world.recorded(RefundRequested.class)).isEmpty();
        assertThat(world.recorded(ReservationConfirmed.class)).isEmpty();
    }

    @Test
    void a_customer_of_a_cancelled_show_gets_everything_back_whatever_the_policy_says() {
        ShowId show = world.onSale(NO_MONEY_BACK);
        ReservationId cancelled = world.confirmed(show, World.places(1));
        ReservationId refunded = world.confirmed(show, World.places(2));
        world.log.meanwhile(() -> world.calledOff(show));

        world.done(world.cancel(world.customer, cancelled));
        world.done(
                world.ticketing
                        .payments()
                        .refund(
                                world.by(world.customer),
                                world.reservation(refunded).payment().orElseThrow(),
                                Optional.empty()));

        assertThat(world.recorded(RefundRequested.class))
                .extracting(asked -> asked.refund().amount())
                .containsExactly(World.euros(50), World.euros(100));
        assertThat(world.statusOf(refunded)).isEqualTo(Status.REFUNDED);
    }

    @Test
    void nobody_is_let_in_to_a_cancelled_show() {
        ShowId show = world.onSale();
        String code = code(world.confirmed(show, World.places(1)));
        world.log.meanwhile(() -> world.calledOff(show));

        var refused =
                world.ticketing
                        .tickets()
                        .checkIn(world.by(world.owner), show, code, Optional.empty());

        assertThat(world.refused(refused))
                .isEqualTo(new Refusal.ByTicket(new TicketRejection.ShowCancelled()));
    }
}
