package dev.ticketing.core.application;

import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.PaymentId;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What is done when it is heard that something has become of a payment: the provider is asked what,
 * and its answer is recorded as any other. So nothing hangs on what was told, in which order or how
 * often.
 */
final class Hearsay {

    private final WriteSide writes;
    private final ProviderDesk provider;
    private final Payments payments;

    Hearsay(WriteSide writes, ProviderDesk provider, Payments payments) {
        this.writes = writes;
        this.provider = provider;
        this.payments = payments;
    }

    /**
     * Blocks on the provider. Fails if its answer could not be recorded, or if it knows nothing of
     * what it has told: a look-up may lag behind.
     */
    CompletableFuture<?> follow(PaymentId id) {
        PaymentTrail trail = PaymentTrail.read(writes, id);
        return switch (trail.payment()) {
            case Payment.Pending(PaymentRequest request) -> ask(request, trail);
            case Payment.Unknown(PaymentRequest request) -> ask(request, trail);
            // It may have been captured after it was given up: then the money goes back.
            case Payment.Failed failed -> ask(failed.request(), trail);
            case Payment.Captured captured -> recorded(payments.lookUpRefunds(captured, trail));
            // It is not of this system.
            case Payment.Absent absent -> CompletableFuture.completedFuture(null);
        };
    }

    /** What the provider does not know yet is looked up later by the payment's settlement. */
    private CompletableFuture<?> ask(PaymentRequest request, PaymentTrail trail) {
        return provider.lookUp(request, trail.origin().correlationId())
                .<CompletableFuture<?>>map(
                        said ->
                                said instanceof Capture.Underway
                                        ? CompletableFuture.completedFuture(null)
                                        : recorded(
                                                List.of(
                                                        payments.settle(
                                                                request, said, trail.origin()))))
                .orElseThrow(() -> new TicketingException("told of, and not known there"));
    }

    private static CompletableFuture<?> recorded(
            List<CompletableFuture<Outcome<Payment.Requested>>> outcomes) {
        return CompletableFuture.allOf(
                outcomes.stream()
                        .map(outcome -> outcome.thenAccept(Payments::requireTaken))
                        .toArray(CompletableFuture<?>[]::new));
    }
}
