package dev.ticketing.testkit.simulation;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider.Attempt;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.payment.Webhook;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.GivenBack;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The other side: it keeps books of its own, sometimes takes a while to know, and tells by itself
 * what has become of a payment.
 */
final class SimulatedProvider {

    static final List<String> BAD_TOKENS =
            List.of("tok_declined", "tok_insufficient_funds", "tok_fraud", "tok_of_nobody");

    private static final Duration TOLD_AFTER = Duration.ofMillis(250);
    private static final Duration OVERTAKEN_AFTER = Duration.ofSeconds(3);
    private static final Duration LATEST = Duration.ofSeconds(40);
    private static final Duration LONGEST_DECISION = Duration.ofSeconds(10);

    private final InMemoryPaymentProvider books = new InMemoryPaymentProvider();
    private final Map<PaymentId, String> undecided = new HashMap<>();
    private final Timeline time;
    private final Faults faults;
    private final Consumer<Webhook> telling;
    private int told;

    /**
     * @param telling delivers, until it is taken
     */
    SimulatedProvider(Timeline time, Faults faults, Consumer<Webhook> telling) {
        this.time = time;
        this.faults = faults;
        this.telling = telling;
    }

    InMemoryPaymentProvider books() {
        return books;
    }

    /** What it has kept for each payment. */
    Map<PaymentId, Long> kept() {
        Map<String, PaymentId> references = new HashMap<>();
        Map<PaymentId, Long> kept = new LinkedHashMap<>();
        for (Taken taken : books.captures()) {
            references.put(taken.reference(), taken.key());
            kept.put(taken.key(), taken.amount().amount());
        }
        for (GivenBack back : books.refunds()) {
            PaymentId payment = references.get(back.captureReference());
            if (payment != null) {
                kept.merge(payment, -back.amount().amount(), Long::sum);
            }
        }
        return kept;
    }

    Capture capture(Attempt attempt, String token) {
        if (undecided.containsKey(attempt.key())) {
            return new Capture.Underway();
        }
        boolean isNew = books.lookUp(attempt.key()).isEmpty();
        if (isNew && faults.strikes(Fault.WEBHOOK_FORGED)) {
            // Before it is decided, or of what nobody has ever asked for.
            boolean known = faults.chanceOf(Fault.WEBHOOK_FORGED).happens(0.7);
            tell(forged(known ? attempt.key() : new PaymentId(nobodys())), Duration.ZERO);
        }
        if (isNew && faults.strikes(Fault.UNKNOWN_THEN_KNOWN)) {
            undecided.put(attempt.key(), token);
            Duration decision = faults.chanceOf(Fault.UNKNOWN_THEN_KNOWN).below(LONGEST_DECISION);
            time.after(decision, () -> decide(attempt, token));
            return new Capture.Underway();
        }
        return captureNow(attempt, token);
    }

    private void decide(Attempt attempt, String token) {
        undecided.remove(attempt.key());
        var unused = captureNow(attempt, token);
    }

    private Capture captureNow(Attempt attempt, String token) {
        boolean isNew = books.lookUp(attempt.key()).isEmpty();
        Capture capture = books.capture(attempt, token);
        if (isNew) {
            tell(
                    capture instanceof Capture.Done ? "payment.captured" : "payment.declined",
                    attempt.key());
        }
        return capture;
    }

    Optional<Capture> lookUp(PaymentId key) {
        return undecided.containsKey(key) ? Optional.of(new Capture.Underway()) : books.lookUp(key);
    }

    GivingBack refund(RefundId key, String captureReference, Money amount) {
        boolean isNew = books.lookUpRefund(key, captureReference).isEmpty();
        GivingBack back = books.refund(key, captureReference, amount);
        if (isNew) {
            books.captures().stream()
                    .filter(taken -> taken.reference().equals(captureReference))
                    .findFirst()
                    .ifPresent(taken -> tell("refund.completed", taken.key()));
        }
        return back;
    }

    private void tell(String type, PaymentId payment) {
        Webhook webhook = new Webhook(books.name(), "hook-" + told++, type, payment);
        if (!faults.strikes(Fault.WEBHOOK_LOST)) {
            tell(webhook, after());
        }
        if (faults.strikes(Fault.WEBHOOK_DOUBLED)) {
            tell(webhook, faults.chanceOf(Fault.WEBHOOK_DOUBLED).below(LATEST));
        }
        if (faults.strikes(Fault.WEBHOOK_FORGED)) {
            tell(forged(payment), Duration.ZERO);
        }
    }

    private Duration after() {
        if (faults.strikes(Fault.WEBHOOK_REORDERED)) {
            // What it tells next overtakes this.
            return OVERTAKEN_AFTER;
        }
        return faults.strikes(Fault.WEBHOOK_LATE)
                ? faults.chanceOf(Fault.WEBHOOK_LATE).below(LATEST)
                : TOLD_AFTER;
    }

    private UUID nobodys() {
        return new UUID(faults.chanceOf(Fault.WEBHOOK_FORGED).below(Integer.MAX_VALUE), told);
    }

    private Webhook forged(PaymentId payment) {
        boolean refund = faults.chanceOf(Fault.WEBHOOK_FORGED).happens(0.5);
        return new Webhook(
                books.name(),
                "forged-" + told++,
                refund ? "refund.completed" : "payment.captured",
                payment);
    }

    private void tell(Webhook webhook, Duration after) {
        time.after(after, () -> telling.accept(webhook));
    }
}
