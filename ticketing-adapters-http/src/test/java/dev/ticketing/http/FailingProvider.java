package dev.ticketing.http;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails so many times, and then does what the one in memory does. For any number of threads. */
final class FailingProvider implements PaymentProvider {

    final InMemoryPaymentProvider memory = new InMemoryPaymentProvider();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    void fails(int times) {
        failures.set(times);
    }

    int asked() {
        return asked.get();
    }

    private void ask() {
        asked.incrementAndGet();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ProviderUnavailable("500", new IOException("scripted"));
        }
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        ask();
        return memory.capture(attempt, token);
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        ask();
        return memory.lookUp(key);
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        ask();
        return memory.refund(key, captureReference, amount);
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        ask();
        return memory.lookUpRefund(key, captureReference);
    }

    @Override
    public void ping() {
        ask();
    }

    @Override
    public Optional<String> last4(String token) {
        return memory.last4(token);
    }
}
