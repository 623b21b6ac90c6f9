package dev.ticketing.testkit.services;

import static dev.ticketing.core.payment.SettlementProcess.FIRST_LOOK_UP;
import static dev.ticketing.core.payment.SettlementProcess.FIRST_REPEAT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.SettlementState;
import dev.ticketing.core.payment.SettlementTask;
import dev.ticketing.core.payment.SettlementTask.GiveBack;
import dev.ticketing.core.payment.SettlementTask.LookUp;
import dev.ticketing.core.process.Effect.CancelTimer;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.ProcessSpec;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class SettlementProcessTest {

    private static final Instant NOW = TestClock.START;
    private static final PaymentId PAYMENT = new PaymentId(new UUID(1, 1));
    private static final RefundId ONE = new RefundId(new UUID(2, 1));
    private static final RefundId OTHER = new RefundId(new UUID(2, 2));
    private static final PaymentRequested REQUESTED = new PaymentRequested(request());
    private static final PaymentCaptured CAPTURED = new PaymentCaptured("ref", NOW);

    private final ProcessSpec<SettlementState, SettlementTask> settlement =
            ProcessSpec.of(new SettlementProcess(), Payment.at(PAYMENT).stream());

    @Test
    void an_attempt_is_looked_up_if_its_answer_does_not_come() {
        settlement.when(REQUESTED).then(new SetTimer<>("look-up", FIRST_LOOK_UP));
    }

    @Test
    void it_is_looked_up_again_and_again_and_less_and_less_often() {
        ProcessSpec<SettlementState, SettlementTask> asked = settlement.given(REQUESTED);
        for (int pause : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600}) {
            asked =
                    asked.whenTimedOut("look-up")
                            .then(
                                    new Send<>(new LookUp(PAYMENT)),
                                    new SetTimer<>("look-up", Duration.ofSeconds(pause)));
        }
    }

    @Test
    void an_answer_is_the_end_of_looking_up() {
        settlement.given(REQUESTED).when(CAPTURED).thenOver(new CancelTimer<>("look-up"));
        settlement
                .given(REQUESTED)
                .givenTimedOut("look-up")
                .when(new PaymentFailed("declined", "No.", NOW))
                .thenOver(new CancelTimer<>("look-up"));
    }

    @Test
    void what_was_given_up_is_looked_up_once_more_after_minutes_and_an_hour_and_a_day() {
        settlement
                .given(REQUESTED)
                .when(new PaymentFailed(PaymentFailed.NEVER_ASKED, "Never.", NOW))
                .then(new SetTimer<>("look-up", Duration.ofMinutes(5)))
                .whenTimedOut("look-up")
                .then(
                        new Send<>(new LookUp(PAYMENT)),
                        new SetTimer<>("look-up", Duration.ofHours(1)))
                .whenTimedOut("look-up")
                .then(
                        new Send<>(new LookUp(PAYMENT)),
                        new SetTimer<>("look-up", Duration.ofDays(1)))
                .whenTimedOut("look-up")
                .thenOver(new Send<>(new LookUp(PAYMENT)));
    }

    @Test
    void a_refund_is_given_back_at_once_and_again_until_it_is_done() {
        settlement
                .given(REQUESTED, CAPTURED)
                .when(requested(ONE))
                .then(giveBack(ONE), repeat(ONE, FIRST_REPEAT))
                .whenTimedOut("refund/" + ONE.value())
                .then(giveBack(ONE), repeat(ONE, Duration.ofSeconds(1)))
                .whenTimedOut("refund/" + ONE.value())
                .then(giveBack(ONE), repeat(ONE, Duration.ofSeconds(2)))
                .when(completed(ONE))
                .thenOver(new CancelTimer<>("refund/" + ONE.value()));
    }

    @Test
    void each_refund_is_followed_by_itself() {
        ProcessSpec<SettlementState, SettlementTask> both =
                settlement.given(REQUESTED, CAPTURED, requested(ONE), requested(OTHER));

        both.when(completed(ONE))
                .then(new CancelTimer<>("refund/" + ONE.value()))
                .whenTimedOut("refund/" + OTHER.value())
                .then(giveBack(OTHER), repeat(OTHER, Duration.ofSeconds(1)))
                .when(completed(OTHER))
                .thenOver(new CancelTimer<>("refund/" + OTHER.value()));
    }

    @Test
    void money_that_comes_after_the_attempt_was_given_up_is_followed_on_its_way_back() {
        settlement
                .given(REQUESTED, new PaymentFailed("not_attempted", "Never.", NOW), CAPTURED)
                .when(requested(ONE))
                .then(giveBack(ONE), repeat(ONE, FIRST_REPEAT));
    }

    @Test
    void looks_at_payments_alone() {
        assertThat(new SettlementProcess().categories()).containsExactly("payment");
    }

    private static Send<SettlementTask> giveBack(RefundId refund) {
        return new Send<>(new GiveBack(PAYMENT, refund));
    }

    private static SetTimer<SettlementTask> repeat(RefundId refund, Duration after) {
        return new SetTimer<>("refund/" + refund.value(), after);
    }

    private static RefundRequested requested(RefundId id) {
        return new RefundRequested(new Refund(id, World.euros(1), Refund.Reason.CANCELLED), NOW);
    }

    private static RefundCompleted completed(RefundId id) {
        return new RefundCompleted(id, World.euros(1), "back", NOW);
    }

    private static PaymentRequest request() {
        return new PaymentRequest(
                PAYMENT,
                new ReservationId(new UUID(3, 1)),
                new ShowId(new UUID(4, 1)),
                new SectionId("stalls"),
                new UserId(new UUID(5, 1)),
                World.euros(50),
                new PaymentMethod(PaymentMethod.Type.CARD, null),
                "memory",
                NOW);
    }
}
