package dev.ticketing.app.embedding;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.util.HashMap;
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

    private final Map<PaymentId, Slip> captures = new ConcurrentHashMap<>();
    private final Map<RefundId, Booking> refunds = new ConcurrentHashMap<>();

    private record Slip(Money amount, Capture answer) {

        static String number(PaymentId key) {
            return "slip " + key;
        }

        boolean isPaid() {
            return answer instanceof Capture.Done;
        }
    }

    private record Booking(String slip, Money amount, GivingBack answer) {}

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        return captures.computeIfAbsent(
                        attempt.key(), key -> new Slip(attempt.amount(), decide(key, token)))
                .answer;
    }

    private static Capture decide(PaymentId key, String token) {
        return switch (token) {
            case GOOD -> new Capture.Done(Slip.number(key));
            case EMPTY -> new Capture.Declined("insufficient_funds", "Not enough money.", false);
            case STOLEN -> new Capture.Declined("stolen_card", "Keep this card.", true);
            default -> new Capture.Declined("invalid_token", "No such card.", false);
        };
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        return Optional.ofNullable(captures.get(key)).map(Slip::answer);
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        return refunds.computeIfAbsent(
                        key,
                        id ->
                                new Booking(
                                        captureReference,
                                        amount,
                                        new GivingBack.Done("back " + id)))
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
        Slip slip = captures.get(key);
        return slip != null && slip.isPaid() ? 1 : 0;
    }

    /** What is left of each slip at the end of the day, in cents. */
    Map<PaymentId, Long> kept() {
        Map<PaymentId, Long> kept = new HashMap<>();
        captures.forEach(
                (key, slip) -> {
                    if (slip.isPaid()) {
                        kept.put(key, slip.amount.amount() - backOf(Slip.number(key)));
                    }
                });
        return kept;
    }

    private long backOf(String slip) {
        return refunds.values().stream()
                .filter(booking -> booking.slip.equals(slip))
                .mapToLong(booking -> booking.amount.amount())
                .sum();
    }

    /** What the slips of the day say. */
    long givenBack(RefundId key) {
        return Optional.ofNullable(refunds.get(key)).map(one -> one.amount.amount()).orElse(0L);
    }
}
