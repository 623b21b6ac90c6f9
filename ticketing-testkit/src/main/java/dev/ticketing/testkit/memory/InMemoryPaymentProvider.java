package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A provider that decides by the token: {@code tok_ok} is captured; {@code tok_declined} and {@code
 * tok_insufficient_funds} are declined with a code of that name, {@code tok_fraud} for good, any
 * other with {@code invalid_token}. What it did can be read. Safe for any number of threads.
 */
public final class InMemoryPaymentProvider implements PaymentProvider {

    /** Money that was taken. */
    public record Taken(PaymentId key, Money amount, PaymentMethod method, String reference) {}

    /** Money that was given back. */
    public record GivenBack(
            RefundId key, String captureReference, Money amount, String reference) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PaymentId, Capture> answers = new LinkedHashMap<>();
    private final Map<PaymentId, Taken> captures = new LinkedHashMap<>();
    private final Map<RefundId, GivenBack> refunds = new LinkedHashMap<>();

    public InMemoryPaymentProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        lock.lock();
        try {
            return answers.computeIfAbsent(attempt.key(), first -> answer(attempt, token));
        } finally {
            lock.unlock();
        }
    }

    private Capture answer(Attempt attempt, String token) {
        return switch (token) {
            case "tok_ok" -> {
                PaymentId key = attempt.key();
                String reference = "cap_" + key;
                captures.put(key, new Taken(key, attempt.amount(), attempt.method(), reference));
                yield new Capture.Done(reference);
            }
            case "tok_declined" -> declined("card_declined", "The card was declined.");
            case "tok_insufficient_funds" ->
                    declined("insufficient_funds", "The card has insufficient funds.");
            case "tok_fraud" ->
                    new Capture.Declined("fraud", "The payment was refused for good.", true);
            default -> declined("invalid_token", "The token is not valid.");
        };
    }

    private static Capture declined(String code, String message) {
        return new Capture.Declined(code, message, false);
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        lock.lock();
        try {
            return Optional.ofNullable(answers.get(key));
        } finally {
            lock.unlock();
        }
    }

    /**
     * @throws IllegalArgumentException if nothing was captured by this reference, or not so much
     */
    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        lock.lock();
        try {
            GivenBack before = refunds.get(key);
            if (before != null) {
                return new GivingBack.Done(before.reference);
            }
            if (amount.isMoreThan(left(captureReference))) {
                throw new IllegalArgumentException("refund of more than was captured: " + amount);
            }
            String reference = "ref_" + key;
            refunds.put(key, new GivenBack(key, captureReference, amount, reference));
            return new GivingBack.Done(reference);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        lock.lock();
        try {
            return Optional.ofNullable(refunds.get(key))
                    .map(refund -> new GivingBack.Done(refund.reference));
        } finally {
            lock.unlock();
        }
    }

    private Money left(String captureReference) {
        Money left =
                captures.values().stream()
                        .filter(taken -> taken.reference.equals(captureReference))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(captureReference))
                        .amount;
        for (GivenBack refund : refunds.values()) {
            if (refund.captureReference.equals(captureReference)) {
                left = left.minus(refund.amount);
            }
        }
        return left;
    }

    @Override
    public void ping() {
        // Memory can always be reached.
    }

    @Override
    public Optional<String> last4(String token) {
        return token.equals("tok_ok") ? Optional.of("4242") : Optional.empty();
    }

    /** Everything that was taken, the oldest first. */
    public List<Taken> captures() {
        lock.lock();
        try {
            return List.copyOf(captures.values());
        } finally {
            lock.unlock();
        }
    }

    /** Everything that was given back, the oldest first. */
    public List<GivenBack> refunds() {
        lock.lock();
        try {
            return List.copyOf(refunds.values());
        } finally {
            lock.unlock();
        }
    }
}
