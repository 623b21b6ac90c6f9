package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;

import java.time.Duration;
import java.util.Optional;

/**
 * Whoever moves the money. Calls block for at most {@link #LONGEST_CALL}; safe for any number of
 * threads. Never called inside a transaction.
 *
 * <p>Every method throws {@link ProviderUnavailable} when there is no answer: money may or may not
 * have moved, and asking again with the same key is safe.
 */
public interface PaymentProvider {

    /** After this a call has ended, with an answer or an exception. */
    Duration LONGEST_CALL = Duration.ofSeconds(20);

    /** The name that payments carry, 1–40 characters. */
    String name();

    /** Takes money, once per payment id however often it is asked. */
    Capture capture(PaymentId key, Money amount, PaymentMethod method, String token);

    /** What became of an attempt; empty if the provider has never seen it. */
    Optional<Capture> lookUp(PaymentId key);

    /**
     * Gives money back, once per refund id however often it is asked.
     *
     * @return the provider's reference of the refund
     */
    String refund(RefundId key, String captureReference, Money amount);

    /** Answers when the provider can be reached; throws when it cannot. */
    void ping();

    /** The last four digits of what a token stands for, where the provider tells. */
    Optional<String> last4(String token);

    /** The answer to an attempt. */
    sealed interface Capture {

        record Done(String reference) implements Capture {}

        record Declined(String code, String message) implements Capture {}
    }
}
