package dev.ticketing.testkit.simulation;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.util.Optional;
import java.util.UUID;

/** Takes what it is asked for, and the same once more, under a key of its own. */
record GreedyProvider(PaymentProvider provider) implements PaymentProvider {

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        Capture capture = provider.capture(attempt, token);
        if (capture instanceof Capture.Done) {
            UUID own = attempt.key().value();
            PaymentId other = new PaymentId(new UUID(own.getMostSignificantBits(), ~1L));
            var unused =
                    provider.capture(
                            new Attempt(
                                    other,
                                    attempt.amount(),
                                    attempt.method(),
                                    attempt.holdEndsAt()),
                            token);
        }
        return capture;
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        return provider.lookUp(key);
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        return provider.refund(key, captureReference, amount);
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        return provider.lookUpRefund(key, captureReference);
    }

    @Override
    public void ping() {
        provider.ping();
    }

    @Override
    public Optional<String> last4(String token) {
        return provider.last4(token);
    }
}
