package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of a reservation that is paid for with each token of the simulated provider, and
 * with each after each: it comes to its end in time, money and tickets agree, and all is told.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedTokensTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    /** A look-up after three seconds, and others after one, two and four more. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** As long again as the hold, for the pauses between look-ups double. */
    private static final Duration LATE = SimulatedSale.HOLD_TIME.multipliedBy(2).plusSeconds(3);

    /** Long enough for any two, one after the other. */
    private static final Duration THE_END = LATE.multipliedBy(2);

    private static final Set<String> ATTEMPTS =
            Set.of("payment-requested", "payment-captured", "payment-failed");

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What another attempt is told once this one is settled. */
    enum Another {
        IS_WELCOME,
        IS_ONE_TOO_MANY,
        COMES_TOO_LATE,
        IS_OUT_OF_THE_QUESTION
    }

    /** What is to become of an attempt with each token. */
    enum Expected {
        OK("tok_ok", "", AT_ONCE, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        DECLINED("tok_declined", "card_declined", AT_ONCE, Status.EXPIRED, Another.IS_WELCOME),
        INSUFFICIENT_FUNDS(
                "tok_insufficient_funds",
                "insufficient_funds",
                AT_ONCE,
                Status.EXPIRED,
                Another.IS_WELCOME),
        FRAUD("tok_fraud", "fraud", AT_ONCE, Status.PAYMENT_FAILED, Another.IS_OUT_OF_THE_QUESTION),
        TIMEOUT("tok_timeout", "", SOON, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        TIMEOUT_DECLINED(
                "tok_timeout_declined", "card_declined", SOON, Status.EXPIRED, Another.IS_WELCOME),
        ERROR_THEN_OK("tok_error_then_ok", "", AT_ONCE, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        LATE("tok_late", "", SimulatedTokensTest.LATE, Status.CONFIRMED, Another.COMES_TOO_LATE),
        DUPLICATE_WEBHOOK(
                "tok_duplicate_webhook", "", AT_ONCE, Status.CONFIRMED, Another.IS_ONE_TOO_MANY),
        INVALID("tok_of_nobody", "invalid_token", AT_ONCE, Status.EXPIRED, Another.IS_WELCOME);

        final String token;

        /** Why no money is taken; empty if it is. */
        final String failure;

        /** So much later it is settled. */
        final Duration within;

        /** How the reservation ends if nothing else is tried. */
        final Status end;

        final Another another;

        Expected(String token, String failure, Duration within, Status end, Another another) {
            this.token = token;
            this.failure = failure;
            this.within = within;
            this.end = end;
            this.another = another;
        }

        boolean isTaken() {
            return failure.isEmpty();
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

    @ParameterizedTest
    @EnumSource
    void an_attempt_comes_to_its_end_in_time(Expected expected) {
        try (SimulatedSale sale = new SimulatedSale(directory, LateCapture.RESEAT_OR_REFUND)) {
            ReservationId reservation = sale.held();

            PaymentId payment = begun(sale.pay(reservation, expected.token));
            assertThatItIsSettledInTime(sale, payment, expected);
            sale.pass(THE_END);

            assertThat(sale.statusOf(reservation)).isEqualTo(expected.end);
            assertThatAllAgrees(sale, reservation, List.of(expected), expected.end);
        }
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(Expected.values())
                .flatMap(
                        first ->
                                Arrays.stream(Expected.values())
                                        .map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_second_attempt_is_made_as_soon_as_it_may_be_or_not_at_all(
            Expected first, Expected second) {
        try (SimulatedSale sale = new SimulatedSale(directory, LateCapture.RESEAT_OR_REFUND)) {
            ReservationId reservation = sale.held();
            List<Expected> made = new ArrayList<>(List.of(first));

            PaymentId payment = begun(sale.pay(reservation, first.token));
            Outcome<Payment.Requested> answer = payWhenItIsPossible(sale, reservation, second);
            assertThat(told(answer)).isEqualTo(first.another);
            if (first.another == Another.IS_WELCOME) {
                assertThatIsSettledAsExpected(sale, payment, first);
                made.add(second);
                assertThatItIsSettledInTime(sale, begun(answer), second);
            }
            sale.pass(THE_END);

            assertThatIsSettledAsExpected(sale, payment, first);
            Status end = made.getLast().end;
            assertThat(sale.statusOf(reservation)).isEqualTo(end);
            assertThatAllAgrees(sale, reservation, made, end);
        }
    }

    @Test
    void money_that_comes_late_goes_back_where_that_is_the_choice() {
        try (SimulatedSale sale = new SimulatedSale(directory, LateCapture.REFUND)) {
            ReservationId reservation = sale.held();
            PaymentId payment = begun(sale.pay(reservation, "tok_late"));
            sale.pass(LATE);

            assertThat(Payment.statusOf(sale.payment(payment))).isEqualTo(Payment.Status.REFUNDED);
            assertThat(sale.history(reservation)).contains("refund-requested", "refund-completed");
            assertThatAllAgrees(sale, reservation, List.of(Expected.LATE), Status.EXPIRED);
        }
    }

    @Test
    void money_that_comes_late_goes_back_when_somebody_else_has_the_places() {
        try (SimulatedSale sale = new SimulatedSale(directory, LateCapture.RESEAT_OR_REFUND)) {
            ReservationId reservation = sale.held();
            PaymentId payment = begun(sale.pay(reservation, "tok_late"));
            sale.pass(SimulatedSale.HOLD_TIME);
            sale.heldByAnother();
            sale.pass(LATE);

            assertThat(Payment.statusOf(sale.payment(payment))).isEqualTo(Payment.Status.REFUNDED);
            assertThatAllAgrees(sale, reservation, List.of(Expected.LATE), Status.EXPIRED);
        }
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
        for (Duration waited = AT_ONCE; waited.compareTo(LATE) < 0; waited = waited.plus(SECOND)) {
            Outcome<Payment.Requested> answer = sale.pay(reservation, second.token);
            if (!(rejection(answer) instanceof ReservationRejection.PaymentInProgress)) {
                return answer;
            }
            sale.pass(SECOND);
        }
        throw new AssertionError("an attempt is under way after " + LATE);
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
            SimulatedSale sale, PaymentId payment, Expected expected) {
        sale.pass(expected.within);
        assertThatIsSettledAsExpected(sale, payment, expected);
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
