package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What every {@link PaymentProvider} has to do, whatever it moves. The provider may have been asked
 * by earlier tests. How it fails when there is no answer is each one's own to show.
 */
public abstract class PaymentProviderConformance {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Money PRICE = new Money(50_00, EUR);
    private static final PaymentMethod CARD = new PaymentMethod(PaymentMethod.Type.CARD, null);
    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final int CALLERS = 6;

    private final Instant holdEndsAt = InstantSource.system().instant().plus(HOLD);

    /** Makes a suite; a subclass needs no constructor. */
    protected PaymentProviderConformance() {}

    /** The provider under test. */
    protected abstract PaymentProvider provider();

    /** A token that is charged at once. */
    protected abstract String goodToken();

    /** A token whose attempt is declined at once, and not for good. */
    protected abstract String declinedToken();

    /** A token whose attempt is declined at once and for good. */
    protected abstract String refusedToken();

    /** How many attempts with this key have taken money, by the provider's own books. */
    protected abstract long timesTaken(PaymentId key);

    /** How much the refunds with this key have given back, by the provider's own books. */
    protected abstract long givenBack(RefundId key);

    @Test
    void its_name_has_1_to_40_characters() {
        assertThat(provider().name()).hasSizeBetween(1, 40);
    }

    @Test
    void it_answers_when_it_can_be_reached() {
        PaymentId key = Fresh.payment();

        provider().ping();
        capture(key, goodToken());

        assertThat(provider().isAvailable()).isTrue();
        assertThat(timesTaken(key)).isEqualTo(1);
    }

    @Test
    void money_is_taken_once_per_key_however_often_it_is_asked() {
        PaymentId key = Fresh.payment();

        Capture first = capture(key, goodToken());
        Capture again = capture(key, goodToken());

        assertThat(first).isInstanceOf(Capture.Done.class);
        assertThat(again).isEqualTo(first);
        assertThat(timesTaken(key)).isEqualTo(1);
    }

    @Test
    void many_who_ask_with_one_key_at_a_time_take_the_money_once() {
        PaymentId key = Fresh.payment();
        Callable<Capture> asking = () -> capture(key, goodToken());

        List<Capture> answers = Together.run(Collections.nCopies(CALLERS, asking));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(timesTaken(key)).isEqualTo(1);
    }

    @Test
    void two_attempts_are_two_captures() {
        PaymentId one = Fresh.payment();
        PaymentId other = Fresh.payment();

        assertThat(reference(one)).isNotEqualTo(reference(other));
        assertThat(timesTaken(one)).isEqualTo(1);
        assertThat(timesTaken(other)).isEqualTo(1);
    }

    @Test
    void what_was_declined_takes_no_money_and_says_why() {
        PaymentId key = Fresh.payment();

        assertThat(capture(key, declinedToken()))
                .isInstanceOfSatisfying(
                        Capture.Declined.class,
                        declined -> {
                            assertThat(declined.code()).isNotEmpty();
                            assertThat(declined.message()).isNotEmpty();
                            assertThat(declined.forGood()).isFalse();
                        });
        assertThat(timesTaken(key)).isZero();
    }

    @Test
    void what_was_declined_for_good_says_so() {
        assertThat(capture(Fresh.payment(), refusedToken()))
                .isInstanceOfSatisfying(
                        Capture.Declined.class,
                        declined -> assertThat(declined.forGood()).isTrue());
    }

    @Test
    void an_attempt_that_was_declined_stays_so() {
        PaymentId key = Fresh.payment();
        Capture declined = capture(key, declinedToken());

        assertThat(capture(key, declinedToken())).isEqualTo(declined);
        assertThat(provider().lookUp(key)).contains(declined);
        assertThat(provider().lookUp(key)).contains(declined);
    }

    @Test
    void a_look_up_says_what_the_attempt_was_told() {
        PaymentId taken = Fresh.payment();
        PaymentId refused = Fresh.payment();
        Capture done = capture(taken, goodToken());
        Capture declined = capture(refused, refusedToken());

        assertThat(provider().lookUp(taken)).contains(done);
        assertThat(provider().lookUp(refused)).contains(declined);
    }

    @Test
    void an_attempt_that_was_never_made_is_not_known() {
        PaymentId never = Fresh.payment();
        PaymentId known = Fresh.payment();
        capture(known, goodToken());

        assertThat(provider().lookUp(known)).isPresent();
        assertThat(provider().lookUp(never)).isEmpty();
    }

    @Test
    void a_token_that_nobody_knows_takes_no_money() {
        PaymentId key = Fresh.payment();

        assertThat(capture(key, "of nobody"))
                .isInstanceOfSatisfying(
                        Capture.Declined.class,
                        declined -> assertThat(declined.code()).isEqualTo("invalid_token"));
        assertThat(timesTaken(key)).isZero();
    }

    @Test
    void money_goes_back_once_per_refund_however_often_it_is_asked() {
        String capture = reference(Fresh.payment());
        RefundId key = new RefundId(Fresh.id());

        GivingBack first = provider().refund(key, capture, PRICE);
        GivingBack again = provider().refund(key, capture, PRICE);

        assertThat(first).isInstanceOf(GivingBack.Done.class);
        assertThat(again).isEqualTo(first);
        assertThat(givenBack(key)).isEqualTo(PRICE.amount());
    }

    @Test
    void many_who_refund_with_one_key_at_a_time_give_back_once() {
        String capture = reference(Fresh.payment());
        RefundId key = new RefundId(Fresh.id());
        Callable<GivingBack> asking = () -> provider().refund(key, capture, PRICE);

        List<GivingBack> answers = Together.run(Collections.nCopies(CALLERS, asking));

        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(givenBack(key)).isEqualTo(PRICE.amount());
    }

    @Test
    void money_goes_back_in_parts() {
        String capture = reference(Fresh.payment());
        RefundId one = new RefundId(Fresh.id());
        RefundId other = new RefundId(Fresh.id());

        GivingBack first = provider().refund(one, capture, new Money(20_00, EUR));
        GivingBack second = provider().refund(other, capture, new Money(30_00, EUR));

        assertThat(first).isInstanceOf(GivingBack.Done.class);
        assertThat(second).isInstanceOf(GivingBack.Done.class).isNotEqualTo(first);
        assertThat(givenBack(one)).isEqualTo(20_00);
        assertThat(givenBack(other)).isEqualTo(30_00);
    }

    @Test
    void a_refund_that_was_never_made_is_not_known_and_one_that_was_is() {
        String capture = reference(Fresh.payment());
        RefundId key = new RefundId(Fresh.id());
        provider().refund(new RefundId(Fresh.id()), capture, new Money(1_00, EUR));

        assertThat(provider().lookUpRefund(key, capture)).isEmpty();
        GivingBack done = provider().refund(key, capture, new Money(1_00, EUR));
        assertThat(provider().lookUpRefund(key, capture)).contains(done);
    }

    private String reference(PaymentId key) {
        return ((Capture.Done) capture(key, goodToken())).reference();
    }

    private Capture capture(PaymentId key, String token) {
        return provider().capture(new Attempt(key, PRICE, CARD, holdEndsAt), token);
    }
}
