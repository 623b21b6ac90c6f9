package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whoever moves the money. Calls block for at most {@link #LONGEST_CALL}; safe for any number of
 * threads. Never called inside a transaction.
 *
 * <p>Every method that asks the provider throws {@link ProviderUnavailable} when there is no
 * answer: money may or may not have moved, and asking again with the same key is safe.
 */
public interface PaymentProvider {

    /** After this a call has ended, with an answer or an exception. */
    Duration LONGEST_CALL = Duration.ofSeconds(20);

    /** The name that payments carry, 1–40 characters. */
    String name();

    /**
     * Authorizes and captures in one, once per key however often it is asked.
     *
     * @param token what the provider knows the instrument by
     */
    Capture capture(Attempt attempt, String token);

    /** What became of an attempt; empty if the provider has never seen it. */
    Optional<Capture> lookUp(PaymentId key);

    /** Gives money back, once per refund id however often it is asked. */
    GivingBack refund(RefundId key, String captureReference, Money amount);

    /**
     * What became of a refund; empty if the provider has never seen it.
     *
     * @param captureReference what it would have been taken from: a provider that has forgotten the
     *     key finds it there
     */
    Optional<GivingBack> lookUpRefund(RefundId key, String captureReference);

    /** Answers when the provider can be reached; throws when it cannot. */
    void ping();

    /**
     * Whether it is worth asking now, as far as is known without asking: false for a while after it
     * has not answered again and again.
     */
    default boolean isAvailable() {
        return true;
    }

    /** The last four digits of what a token stands for, where the provider tells. Does not ask. */
    Optional<String> last4(String token);

    /**
     * A wish to be paid.
     *
     * @param key the attempt's own: another attempt for the same reservation has another
     * @param holdEndsAt until when it is worth taking the money
     */
    record Attempt(PaymentId key, Money amount, PaymentMethod method, Instant holdEndsAt) {}

    /** The answer to an attempt. */
    sealed interface Capture {

        record Done(String reference) implements Capture {}

        /**
         * No money was taken, and none will be.
         *
         * @param forGood no other attempt may follow
         */
        record Declined(String code, String message, boolean forGood) implements Capture {}

        /** The provider has the attempt, and does not know yet. */
        record Underway() implements Capture {}
    }

    /** The answer to a refund. */
    sealed interface GivingBack {

        record Done(String reference) implements GivingBack {}

        /** Not now; it may be asked again. */
        record Refused(String code, String message) implements GivingBack {}

        /** The provider has it, and does not know yet. */
        record Underway() implements GivingBack {}
    }
}
