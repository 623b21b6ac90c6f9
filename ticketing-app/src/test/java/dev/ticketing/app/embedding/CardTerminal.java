package dev.ticketing.app.embedding;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The card terminal at the counter. What it has booked it remembers by key, as real ones do. Safe
 * for any number of threads.
 */
final class CardTerminal implements PaymentProvider {

    /** A card with money on it. */
    static final String GOOD = "good";

    /** One without. */
    static final String EMPTY = "empty";

    /** One that is to be kept. */
    static final String STOLEN = "stolen";

    private final Map<PaymentId, Capture> captures = new ConcurrentHashMap<>();
    private final Map<RefundId, Booking> refunds = new ConcurrentHashMap<>();

    private record Booking(Money amount, GivingBack answer) {}

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        return captures.computeIfAbsent(attempt.key(), key -> decide(key, token));
    }

    private static Capture decide(PaymentId key, String token) {
        return switch (token) {
            case GOOD -> new Capture.Done("slip " + key);
            case EMPTY -> new Capture.Declined("insufficient_funds", "Not enough money.", false);
            case STOLEN -> new Capture.Declined("stolen_card", "Keep this card.", true);
            default -> new Capture.Declined("invalid_token", "No such card.", false);
        };
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        return Optional.ofNullable(captures.get(key));
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        return refunds.computeIfAbsent(
                        key, id -> new Booking(amount, new GivingBack.Done("back " + id)))
                .answer;
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        return Optional.ofNullable(refunds.get(key)).map(Booking::answer);
    }

    @Override
    public void ping() {
        // It stands on the counter.
    }

    @Override
    public Optional<String> last4(String token) {
        return Optional.empty();
    }

    /** What the slips of the day say. */
    long timesTaken(PaymentId key) {
        return captures.get(key) instanceof Capture.Done ? 1 : 0;
    }

    /** What the slips of the day say. */
    long givenBack(RefundId key) {
        return Optional.ofNullable(refunds.get(key)).map(one -> one.amount.amount()).orElse(0L);
    }
}
