package dev.ticketing.http;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.faulttolerance.CircuitBreakerConfig;
import io.helidon.faulttolerance.CircuitBreakerOpenException;
import io.helidon.faulttolerance.Retry;
import io.helidon.faulttolerance.RetryTimeoutException;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A provider behind a network that fails now and then: what fails fast is tried again after a short
 * pause of random length, and after many failures in a row nobody is kept waiting for what will
 * fail again. Each key takes effect once however often it is asked, so trying again is safe.
 */
public final class ResilientPaymentProvider implements PaymentProvider {

    /** The first try and those after it. */
    static final int CALLS = 3;

    /** After this no further try begins. */
    static final Duration RETRY_WITHIN = Duration.ofSeconds(2);

    /** So many calls are looked back at. */
    static final int VOLUME = 20;

    /** When so many percent of them have failed, the provider counts as silent. */
    static final int SILENT_PERCENT = 90;

    /** For so long; then the next call finds out. */
    static final Duration SILENT_FOR = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration JITTER = Duration.ofMillis(50);

    private final PaymentProvider provider;
    private final Retry retry;
    private final CircuitBreaker breaker;

    public ResilientPaymentProvider(PaymentProvider provider) {
        this(provider, breaker().build(), RETRY_WITHIN);
    }

    ResilientPaymentProvider(
            PaymentProvider provider, CircuitBreaker breaker, Duration retryWithin) {
        this.provider = provider;
        this.breaker = breaker;
        this.retry =
                Retry.create(
                        builder ->
                                builder.calls(CALLS)
                                        .delay(PAUSE)
                                        .jitter(JITTER)
                                        .overallTimeout(retryWithin)
                                        .addApplyOn(ProviderUnavailable.class));
    }

    /** What notices that the provider is silent. */
    static CircuitBreakerConfig.Builder breaker() {
        return CircuitBreaker.builder()
                .volume(VOLUME)
                .errorRatio(SILENT_PERCENT)
                .delay(SILENT_FOR)
                .successThreshold(1)
                .addApplyOn(ProviderUnavailable.class);
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return breaker.invoke(() -> retried(question));
        } catch (CircuitBreakerOpenException e) {
            throw new ProviderUnavailable("not asked: it has not answered for a while", e);
        }
    }

    private <T> T retried(Supplier<T> question) {
        try {
            return retry.invoke(question);
        } catch (RetryTimeoutException e) {
            throw new ProviderUnavailable("no answer in time", e);
        }
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        return ask(() -> provider.capture(attempt, token));
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        return ask(() -> provider.lookUp(key));
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        return ask(() -> provider.refund(key, captureReference, amount));
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        return ask(() -> provider.lookUpRefund(key, captureReference));
    }

    /** Asked as it is: whoever wants to know shall hear how it is now. */
    @Override
    public void ping() {
        provider.ping();
    }

    @Override
    public boolean isAvailable() {
        return breaker.state() != CircuitBreaker.State.OPEN && provider.isAvailable();
    }

    @Override
    public Optional<String> last4(String token) {
        return provider.last4(token);
    }
}
