package dev.ticketing.core.application;

import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.PaymentId;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks the provider what has become of payments whose answer is missing. */
final class LookUps {

    /** No call to the provider ends later: what it has not heard of then, it never will. */
    private static final Duration LEFT_BEHIND =
            PaymentProvider.LONGEST_CALL.plus(Payments.ASKED_WITHIN);

    private final WriteSide writes;
    private final ProviderDesk provider;
    private final Payments payments;
    private final InstantSource clock;

    LookUps(WriteSide writes, ProviderDesk provider, Payments payments, InstantSource clock) {
        this.writes = writes;
        this.provider = provider;
        this.payments = payments;
        this.clock = clock;
    }

    /** Blocks on the provider. Fails where nobody would look again, until it is known. */
    CompletableFuture<?> lookUp(PaymentId id) {
        PaymentTrail trail = PaymentTrail.read(writes, id);
        return switch (trail.payment()) {
            case Payment.Pending(PaymentRequest request) ->
                    payments.unlessUnavailable(id, () -> lookUp(request, trail.origin()));
            case Payment.Unknown(PaymentRequest request) ->
                    payments.unlessUnavailable(id, () -> lookUp(request, trail.origin()));
            case Payment.Captured captured -> CompletableFuture.completedFuture(null);
            case Payment.Failed failed -> lookAgain(failed.request(), trail.origin());
            case Payment.Absent absent -> CompletableFuture.completedFuture(null);
        };
    }

    /**
     * What was given up may have come to the provider all the same. Nobody may look again after
     * this, so that it fails until it is known.
     */
    private CompletableFuture<?> lookAgain(PaymentRequest request, EventMetadata origin) {
        return switch (provider.lookUp(request, origin.correlationId()).orElse(null)) {
            case Capture.Done done ->
                    payments.settle(request, done, origin).thenAccept(Payments::requireTaken);
            case Capture.Underway underway ->
                    throw new TicketingException("given up, and not decided there");
            case Capture.Declined declined -> CompletableFuture.completedFuture(null);
            case null -> CompletableFuture.completedFuture(null);
        };
    }

    private CompletableFuture<?> lookUp(PaymentRequest request, EventMetadata origin) {
        return provider.lookUp(request, origin.correlationId())
                .or(() -> neverAsked(request))
                .<CompletableFuture<?>>map(capture -> payments.settle(request, capture, origin))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** What the provider does not know may be on its way there, for as long as a call can take. */
    private Optional<Capture> neverAsked(PaymentRequest request) {
        boolean mayStillArrive = clock.instant().isBefore(request.requestedAt().plus(LEFT_BEHIND));
        return mayStillArrive
                ? Optional.empty()
                : Optional.of(
                        new Capture.Declined(
                                PaymentFailed.NEVER_ASKED, "The provider was never asked.", false));
    }
}
