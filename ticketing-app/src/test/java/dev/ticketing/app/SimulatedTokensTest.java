package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.SimulatedSale.Webhooks;
import dev.ticketing.core.application.LateCapture;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of a reservation that is paid for with each token of the simulated provider, and
 * with each after each: it comes to its end in time, money and tickets agree, and all is told.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedTokensTest {

    /** Long enough for any attempt, whether it is told or looked up. */
    private static final Duration LONG = When.LATE.within(Webhooks.ARE_LOST);

    /** Long enough for any two, one after the other. */
    private static final Duration THE_END = LONG.multipliedBy(2);

    private static final Set<String> ATTEMPTS =
            Set.of("payment-requested", "payment-captured", "payment-failed");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofNanos(1);

    /** So much later an attempt is settled. */
    enum When {
        AT_ONCE(Duration.ZERO, Duration.ZERO),

        /** A look-up after three seconds, and others after one, two and four more. */
        SOON(SimulatedToken.DELAY.plus(SimulatedWebhooks.DELAY), Duration.ofSeconds(10)),

        /** As long again as the hold, for the pauses between look-ups double. */
        LATE(
                SimulatedSale.HOLD_TIME.plusSeconds(1).plus(SimulatedWebhooks.DELAY),
                SimulatedSale.HOLD_TIME.multipliedBy(2).plusSeconds(3));

        private final Duration told;
        private final Duration lookedUp;

        When(Duration told, Duration lookedUp) {
            this.told = told;
            this.lookedUp = lookedUp;
        }

        Duration within(Webhooks webhooks) {
            return switch (webhooks) {
                case ARRIVE -> told;
                case ARE_LOST -> lookedUp;
            };
        }
    }

    /** What another attempt is told once this one is settled. */
    enum Another {
        IS_WELCOME,
        IS_ONE_TOO_MANY,
        COMES_TOO_LATE,
        IS_OUT_OF_THE_QUESTION
    }

    /** What is to become of an attempt with each token. */
    enum Expected {
        OK("tok_ok", "", When.AT_ONCE, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        DECLINED("tok_declined", "card_declined", When.AT_ONCE, Status.EXPIRED, Another.IS_WELCOME),
        INSUFFICIENT_FUNDS(
                "tok_insufficient_funds",
                "insufficient_funds",
                When.AT_ONCE,
                Status.EXPIRED,
                Another.IS_WELCOME),
        FRAUD(
                "tok_fraud",
                "fraud",
                When.AT_ONCE,
                Status.PAYMENT_FAILED,
                Another.IS_OUT_OF_THE_QUESTION),
        TIMEOUT("tok_timeout", "", When.SOON, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        TIMEOUT_DECLINED(
                "tok_timeout_declined",
                "card_declined",
                When.SOON,
                Status.EXPIRED,
                Another.IS_WELCOME),
        ERROR_THEN_OK(
                "tok_error_then_ok", "", When.AT_ONCE, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        LATE("tok_late", "", When.LATE, Status.CONFIRMED, Another.COMES_TOO_LATE),
        DUPLICATE_WEBHOOK(
                "tok_duplicate_webhook",
                "",
                When.AT_ONCE,
                Status.CONFIRMED,
                Another.IS_ONE_TOO_MANY),
        INVALID("tok_of_nobody", "invalid_token", When.AT_ONCE, Status.EXPIRED, Another.IS_WELCOME);

        final String token;

        /** Why no money is taken; empty if it is. */
        final String failure;

        final When when;

        /** How the reservation ends if nothing else is tried. */
        final Status end;

        final Another another;

        Expected(String token, String failure, When when, Status end, Another another) {
            this.token = token;
            this.failure = failure;
            this.when = when;
            this.end = end;
            this.another = another;
        }

        boolean isTaken() {
            return failure.isEmpty();
        }

        /** What the reservation is as soon as the attempt is settled. */
        Status settled() {
            return end == Status.EXPIRED ? Status.HELD : end;
        }

        /** How often the provider tells by itself what became of it. */
        int deliveries() {
            return this == DUPLICATE_WEBHOOK ? 3 : 1;
        }
    }

    @TempDir private Path directory;

    @Test
    void every_token_that_there_is_is_expected_to_do_something() {
        assertThat(
                        Arrays.stream(Expected.values())
                                .map(expected -> SimulatedToken.of(expected.token)))
                .containsExactly(SimulatedToken.values());
    }

    static Stream<Arguments> attempts() {
        return Arrays.stream(Expected.values())
                .flatMap(
                        expected ->
                                Arrays.stream(Webhooks.values())
                                        .map(webhooks -> Arguments.of(expected, webhooks)));
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void an_attempt_comes_to_its_end_in_time(Expected expected, Webhooks webhooks) {
        try (SimulatedSale sale = sale(LateCapture.RESEAT_OR_REFUND, webhooks)) {
            ReservationId reservation = sale.held();

            PaymentId payment = begun(sale.pay(reservation, expected.token));
            assertThatItIsSettledInTime(sale, reservation, payment, expected);
            assertThatTheHoldEndsInTime(sale, reservation, expected);
            sale.pass(THE_END);

            assertThatAllAgrees(sale, reservation, List.of(expected), expected.end);
        }
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Expected.values())
                .flatMap(
                        first ->
                                attempts()
                                        .map(
                                                second ->
                                                        Arguments.of(
                                                                first,
                                                                second.get()[0],
                                                                second.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_second_attempt_is_made_as_soon_as_it_may_be_or_not_at_all(
            Expected first, Expected second, Webhooks webhooks) {
        try (SimulatedSale sale = sale(LateCapture.RESEAT_OR_REFUND, webhooks)) {
            ReservationId reservation = sale.held();
            List<Expected> made = new ArrayList<>(List.of(first));

            PaymentId payment = begun(sale.pay(reservation, first.token));
            Outcome<Payment.Requested> answer = payWhenItIsPossible(sale, reservation, second);
            assertThat(told(answer)).isEqualTo(first.another);
            if (first.another == Another.IS_WELCOME) {
                assertThatIsSettledAsExpected(sale, payment, first);
                made.add(second);
                assertThatItIsSettledInTime(sale, reservation, begun(answer), second);
            } else {
                assertThatItIsSettledInTime(sale, reservation, payment, first);
            }
            assertThatTheHoldEndsInTime(sale, reservation, made.getLast());
            sale.pass(THE_END);

            assertThatIsSettledAsExpected(sale, payment, first);
            assertThatAllAgrees(sale, reservation, made, made.getLast().end);
        }
    }

    @ParameterizedTest
    @EnumSource
    void money_that_comes_late_goes_back_where_that_is_the_choice(Webhooks webhooks) {
        try (SimulatedSale sale = sale(LateCapture.REFUND, webhooks)) {
            ReservationId reservation = sale.held();
            PaymentId payment = begun(sale.pay(reservation, "tok_late"));
            sale.pass(LONG);

            assertThat(Payment.statusOf(sale.payment(payment))).isEqualTo(Payment.Status.REFUNDED);
            assertThat(sale.history(reservation)).contains("refund-requested", "refund-completed");
            assertThatAllAgrees(sale, reservation, List.of(Expected.LATE), Status.EXPIRED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void money_that_comes_late_goes_back_when_somebody_else_has_the_places(Webhooks webhooks) {
        try (SimulatedSale sale = sale(LateCapture.RESEAT_OR_REFUND, webhooks)) {
            ReservationId reservation = sale.held();
            PaymentId payment = begun(sale.pay(reservation, "tok_late"));
            sale.pass(SimulatedSale.HOLD_TIME);
            sale.heldByAnother();
            sale.pass(LONG);

            assertThat(Payment.statusOf(sale.payment(payment))).isEqualTo(Payment.Status.REFUNDED);
            assertThatAllAgrees(sale, reservation, List.of(Expected.LATE), Status.EXPIRED);
        }
    }

    private SimulatedSale sale(LateCapture late, Webhooks webhooks) {
        return new SimulatedSale(directory, late, webhooks);
    }

    private static PaymentId begun(Outcome<Payment.Requested> answer) {
        return switch (answer) {
            case Outcome.Done<Payment.Requested> done -> done.value().request().id();
            case Outcome.Refused<Payment.Requested>(Refusal why) ->
                    throw new AssertionError("refused: " + why);
        };
    }

    /** Tries again every second as long as another attempt is under way. */
    private static Outcome<Payment.Requested> payWhenItIsPossible(
            SimulatedSale sale, ReservationId reservation, Expected second) {
        for (Duration waited = Duration.ZERO;
                waited.compareTo(LONG) < 0;
                waited = waited.plus(SECOND)) {
            Outcome<Payment.Requested> answer = sale.pay(reservation, second.token);
            if (!(rejection(answer) instanceof ReservationRejection.PaymentInProgress)) {
                return answer;
            }
            sale.pass(SECOND);
        }
        throw new AssertionError("an attempt is under way after " + LONG);
    }

    private static @Nullable ReservationRejection rejection(Outcome<Payment.Requested> answer) {
        return answer instanceof Outcome.Refused<Payment.Requested>(Refusal why)
                        && why instanceof Refusal.ByReservation(ReservationRejection reason)
                ? reason
                : null;
    }

    private static Another told(Outcome<Payment.Requested> answer) {
        return switch (rejection(answer)) {
            case null -> Another.IS_WELCOME;
            case ReservationRejection.AlreadyPaid paid -> Another.IS_ONE_TOO_MANY;
            case ReservationRejection.HoldOver over -> Another.COMES_TOO_LATE;
            case ReservationRejection.Ended ended -> Another.IS_OUT_OF_THE_QUESTION;
            case ReservationRejection other -> throw new AssertionError("told " + other);
        };
    }

    private static void assertThatItIsSettledInTime(
            SimulatedSale sale, ReservationId reservation, PaymentId payment, Expected expected) {
        sale.pass(expected.when.within(sale.webhooks));
        assertThatIsSettledAsExpected(sale, payment, expected);
        assertThat(sale.statusOf(reservation)).isEqualTo(expected.settled());
    }

    /** Whatever was declined before: the places are held until the end that was promised. */
    private static void assertThatTheHoldEndsInTime(
            SimulatedSale sale, ReservationId reservation, Expected last) {
        if (last.end == Status.EXPIRED) {
            sale.pass(sale.restOf(reservation).minus(MOMENT));
            assertThat(sale.statusOf(reservation)).isEqualTo(Status.HELD);
            assertThat(sale.availability())
                    .isEqualTo(new Availability(SimulatedSale.PLACES, SimulatedSale.PLACES, 0, 0));
            sale.pass(MOMENT);
            assertThat(sale.statusOf(reservation)).isEqualTo(Status.EXPIRED);
            assertThat(sale.availability())
                    .isEqualTo(new Availability(SimulatedSale.PLACES, 0, 0, 0));
            sale.pass(SECOND);
            assertThat(sale.history(reservation)).contains("reservation-expired");
        }
    }

    private static void assertThatIsSettledAsExpected(
            SimulatedSale sale, PaymentId payment, Expected expected) {
        if (expected.isTaken()) {
            assertThat(sale.payment(payment)).isInstanceOf(Payment.Captured.class);
        } else {
            assertThat(sale.payment(payment))
                    .isInstanceOfSatisfying(
                            Payment.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(expected.failure));
        }
    }

    /** Whatever was tried: what the provider has is what tickets were given for. */
    private static void assertThatAllAgrees(
            SimulatedSale sale, ReservationId reservation, List<Expected> made, Status end) {
        int sold = end == Status.CONFIRMED ? SimulatedSale.PLACES : 0;
        assertThat(validTickets(sale)).isEqualTo(sold);
        assertThat(sale.keptByProvider()).isEqualTo(sold * SimulatedSale.PRICE);
        assertThat(sale.complaintsOfProvider()).isEmpty();
        assertThat(sale.statusOf(reservation)).isEqualTo(end);
        assertThat(sale.availability())
                .isEqualTo(new Availability(SimulatedSale.PLACES, 0, sold, 0));
        assertThat(LogInvariants.violationsIn(sale.log())).isEmpty();
        assertThat(attemptsTold(sale, reservation))
                .containsExactlyElementsOf(
                        made.stream()
                                .flatMap(one -> Stream.of("payment-requested", ending(one)))
                                .toList());
        assertThat(Collections.frequency(sale.history(reservation), "webhook"))
                .isEqualTo(deliveries(sale, reservation, made));
        assertThat(sale.waitingWebhooks()).isZero();
    }

    /** Of all attempts, and of what went back. */
    private static int deliveries(
            SimulatedSale sale, ReservationId reservation, List<Expected> made) {
        return switch (sale.webhooks) {
            case ARRIVE ->
                    made.stream().mapToInt(Expected::deliveries).sum()
                            + Collections.frequency(sale.history(reservation), "refund-completed");
            case ARE_LOST -> 0;
        };
    }

    private static List<String> attemptsTold(SimulatedSale sale, ReservationId reservation) {
        return sale.history(reservation).stream().filter(ATTEMPTS::contains).toList();
    }

    private static String ending(Expected expected) {
        return expected.isTaken() ? "payment-captured" : "payment-failed";
    }

    private static long validTickets(SimulatedSale sale) {
        return sale.log().stream()
                .mapToInt(
                        recorded ->
                                switch (recorded.event()) {
                                    case TicketIssued issued -> 1;
                                    case TicketVoided voided -> -1;
                                    default -> 0;
                                })
                .sum();
    }
}
