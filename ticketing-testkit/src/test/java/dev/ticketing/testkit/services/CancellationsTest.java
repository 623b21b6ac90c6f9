package dev.ticketing.testkit.services;

import static dev.ticketing.testkit.data.ShowBuilder.aShow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Cancellations;
import dev.ticketing.core.application.Cancellations.Failure;
import dev.ticketing.core.application.Cancellations.Progress;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CancellationsTest {

    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final World world = new World();
    private final ShowId show = world.onSale(World.details(300, RefundPolicy.DEFAULT));
    private final Cancellations cancellations = world.ticketing.cancellations();

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.verified().isClean()).isTrue();
    }

    @Test
    void everything_that_was_held_or_bought_is_given_back() {
        ReservationId held = world.held(show, World.places(2));
        ReservationId bought = world.confirmed(show, World.places(3));
        ReservationId seated = world.confirmed(show, World.seats("A-1", "B-2"));
        ReservationId ended = world.held(show, World.places(1));
        world.done(world.cancel(world.customer, ended));

        assertThat(cancel()).isInstanceOf(Show.Cancelled.class);
        world.machine.advance(A_WHILE);

        for (ReservationId each : List.of(held, bought, seated)) {
            assertThat(world.statusOf(each)).isEqualTo(Status.CANCELLED);
        }
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(300);
        assertThat(world.availability(show, World.CIRCLE).available()).isEqualTo(6);
        assertThat(world.recorded(TicketVoided.class)).hasSize(5);
        assertThat(world.recorded(RefundRequested.class))
                .allMatch(asked -> asked.refund().reason() == Refund.Reason.SHOW_CANCELLED)
                .extracting(asked -> asked.refund().amount())
                .containsExactlyInAnyOrder(World.euros(150), World.euros(160));
        assertThat(world.provider.memory().refunds()).hasSize(2);
        assertThat(progress()).isEqualTo(new Progress(false, 3, 3, 0, World.euros(310)));
    }

    @Test
    void how_far_it_is_can_be_followed() {
        world.confirmed(show, World.places(3));
        world.provider.failsRefunds(1);
        cancel();

        Progress begun = progress();
        assertThat(begun.running()).isTrue();
        assertThat(begun.total()).isEqualTo(1);
        assertThat(begun.done()).isZero();
        world.machine.advance(A_WHILE);

        assertThat(progress()).isEqualTo(new Progress(false, 1, 1, 0, World.euros(150)));
    }

    @Test
    void of_many_each_gets_back_what_they_paid_exactly_once() {
        List<ReservationId> all = new ArrayList<>();
        for (int i = 0; i < atOnce() * 2 + 1; i++) {
            all.add(world.confirmed(show, World.places(2)));
        }

        cancel();
        world.machine.advance(A_WHILE);

        assertThat(all).allMatch(each -> world.statusOf(each) == Status.CANCELLED);
        assertThat(world.provider.memory().refunds()).hasSameSizeAs(all);
        assertThat(world.recorded(RefundCompleted.class)).hasSameSizeAs(all);
        assertThat(progress().running()).isFalse();
    }

    @Test
    void large_parties_get_their_money_back_too() {
        ShowId large =
                world.onSale(aShow().withPlaces("stalls", 2_500, 50).sellingAtMost(100).details());
        List<ReservationId> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(world.confirmed(large, World.places(100)));
        }

        world.done(cancellations.cancel(world.by(world.owner), large));
        world.machine.advance(A_WHILE);

        assertThat(all).allMatch(each -> world.statusOf(each) == Status.CANCELLED);
        assertThat(world.provider.memory().refunds()).hasSameSizeAs(all);
    }

    /** As many as one unit gives back. */
    private static int atOnce() {
        return 50;
    }

    @Test
    void what_fails_on_the_way_is_taken_up_where_it_was_left_also_by_another_process() {
        List<ReservationId> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(world.confirmed(show, World.places(1)));
        }
        cancel();
        world.log
                .losesAnAnswer()
                .isUnavailable()
                .losesARequest()
                .isUnavailable()
                .losesAnAnswer()
                .isUnavailable();
        world.machine.advance(Duration.ofSeconds(2));
        world.await(world.ticketing.stop());

        world.newProcess();
        world.machine.advance(Duration.ofMinutes(3));

        assertThat(all).allMatch(each -> world.statusOf(each) == Status.CANCELLED);
        assertThat(world.recorded(ReservationCancelled.class)).hasSameSizeAs(all);
        assertThat(world.provider.memory().refunds()).hasSameSizeAs(all);
        assertThat(world.recorded(RefundCompleted.class)).hasSameSizeAs(all);
    }

    @Test
    void a_payment_under_way_goes_back_when_it_comes() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.meanwhile(
                () -> {
                    cancelAndForget();
                    world.machine.advance(Duration.ofSeconds(1));
                });

        world.await(world.pay(id));
        world.machine.advance(A_WHILE);

        assertThat(world.statusOf(id)).isEqualTo(Status.CANCELLED);
        assertThat(world.provider.memory().refunds()).hasSize(1);
        assertThat(progress().running()).isFalse();
        assertThat(progress().refunded()).isEqualTo(World.euros(100));
    }

    @Test
    void a_hold_that_is_over_has_expired_and_was_not_cancelled() {
        ReservationId id = world.held(show, World.places(2));
        world.jump(World.HOLD_TIME);

        cancel();
        world.machine.advance(A_WHILE);

        assertThat(world.statusOf(id)).isEqualTo(Status.EXPIRED);
        assertThat(world.availability(show, World.STALLS).available()).isEqualTo(300);
    }

    @Test
    void money_that_does_not_go_back_in_time_counts_as_failed_until_it_does() {
        world.confirmed(show, World.places(2));
        world.provider.failsRefunds(14);
        cancel();

        world.machine.advance(Duration.ofMinutes(4));
        assertThat(progress()).isEqualTo(new Progress(true, 1, 0, 1, World.euros(0)));
        world.machine.advance(Duration.ofHours(2));

        assertThat(progress()).isEqualTo(new Progress(false, 1, 1, 0, World.euros(100)));
    }

    @Test
    void what_has_failed_is_listed_one_by_one_and_tried_again_when_asked() {
        world.confirmed(show, World.places(1));
        world.confirmed(show, World.places(2));
        world.provider.failsRefunds(1_000);
        cancel();
        assertThat(failures(Optional.empty(), 10)).isEmpty();
        world.machine.advance(Duration.ofMinutes(4));

        List<Failure> failed = failures(Optional.empty(), 10);
        assertThat(failed).hasSize(2);
        assertThat(failed)
                .allSatisfy(
                        one ->
                                assertThat(one.refunds())
                                        .singleElement()
                                        .satisfies(
                                                refund ->
                                                        assertThat(refund.amount())
                                                                .isEqualTo(one.paid().amount())));
        PaymentId first = failed.getFirst().paid().id();
        assertThat(failures(Optional.empty(), 1)).containsExactly(failed.getFirst());
        assertThat(failures(Optional.of(first), 1)).containsExactly(failed.getLast());

        world.provider.failsRefunds(0);
        assertThat(value(cancellations.retry(world.owner, show)).orElseThrow().failed())
                .isEqualTo(2);
        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.provider.memory().refunds()).hasSize(2);
        assertThat(failures(Optional.empty(), 10)).isEmpty();
        assertThat(progress()).isEqualTo(new Progress(false, 2, 2, 0, World.euros(150)));
    }

    @Test
    void
            asking_again_while_it_is_being_tried_does_not_try_twice_and_failing_again_can_be_retried() {
        world.confirmed(show, World.places(1));
        world.provider.failsRefunds(1_000);
        cancel();
        world.machine.advance(Duration.ofMinutes(4));
        int asked = world.provider.refundsAsked().size();

        value(cancellations.retry(world.owner, show));
        value(cancellations.retry(world.owner, show));
        world.machine.run();
        assertThat(world.provider.refundsAsked()).hasSize(asked + 1);
        value(cancellations.retry(world.owner, show));
        world.machine.run();

        assertThat(world.provider.refundsAsked()).hasSize(asked + 2);
    }

    @Test
    void cancelling_again_is_no_second_cancellation() {
        world.confirmed(show, World.places(2));
        cancel();
        world.machine.advance(A_WHILE);

        assertThat(cancel()).isInstanceOf(Show.Cancelled.class);
        world.machine.advance(A_WHILE);

        assertThat(world.provider.memory().refunds()).hasSize(1);
    }

    @Test
    void only_organizers_cancel_and_see_how_far_it_is() {
        assertThat(world.refused(cancellations.cancel(world.by(world.stranger), show)))
                .isEqualTo(new Refusal.Forbidden());
        assertThat(cancellations.progress(world.stranger, show))
                .isEqualTo(new Outcome.Refused<>(new Refusal.Forbidden()));
        assertThat(cancellations.failures(world.stranger, show, Optional.empty(), 10))
                .isEqualTo(new Outcome.Refused<>(new Refusal.Forbidden()));
        assertThat(cancellations.retry(world.stranger, show))
                .isEqualTo(new Outcome.Refused<>(new Refusal.Forbidden()));
    }

    @Test
    void of_a_show_that_was_not_cancelled_there_is_nothing_to_follow() {
        assertThat(found()).isEmpty();
        assertThat(value(cancellations.failures(world.owner, show, Optional.empty(), 10)))
                .isEmpty();
        assertThat(value(cancellations.retry(world.owner, show))).isEmpty();
    }

    private Show cancel() {
        return world.done(cancellations.cancel(world.by(world.owner), show));
    }

    private void cancelAndForget() {
        var unused = cancellations.cancel(world.by(world.owner), show);
    }

    private Progress progress() {
        return found().orElseThrow();
    }

    private Optional<Progress> found() {
        return value(cancellations.progress(world.owner, show));
    }

    private List<Failure> failures(Optional<PaymentId> after, int limit) {
        return value(cancellations.failures(world.owner, show, after, limit)).orElseThrow();
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
    }
}
