package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentCommand.CompleteRefund;
import dev.ticketing.core.payment.PaymentCommand.ReportDelay;
import dev.ticketing.core.payment.PaymentProvider.GivingBack;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Giving money back: decided first and recorded, then done with the provider, then recorded as
 * done.
 */
final class Refunds {

    private final WriteSide writes;
    private final ProviderDesk provider;
    private final IdSource ids;
    private final Executor executor;
    private final Scheduler scheduler;
    private final FailureListener failures;

    Refunds(
            WriteSide writes,
            ProviderDesk provider,
            IdSource ids,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.writes = writes;
        this.provider = provider;
        this.ids = ids;
        this.executor = executor;
        this.scheduler = scheduler;
        this.failures = failures;
    }

    /** Somebody wants money back of what they may see. */
    CompletableFuture<Outcome<Payment.Requested>> ask(
            Request request, PaymentRequest paid, Optional<Money> amount) {
        Currency currency = paid.amount().currency();
        if (amount.filter(money -> !money.currency().equals(currency)).isPresent()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused<>(
                            new Refusal.ByPayment(new PaymentRejection.OtherCurrency(currency))));
        }
        Refunding refunding = new Refunding(request, paid, amount, new RefundId(ids.next()));
        return writes.submit(
                        Payments.keyOf(paid),
                        new Task<>(
                                request.command(),
                                request.metadata(),
                                List.of(Payment.at(paid.id()), Reservation.at(paid.reservation())),
                                refunding::judge,
                                this::replay))
                .thenCompose(
                        outcome ->
                                Payments.begun(outcome)
                                        .map(this::giveBack)
                                        .orElseGet(
                                                () -> CompletableFuture.completedFuture(outcome)));
    }

    private CompletableFuture<Outcome<Payment.Requested>> giveBack(
            Outcome.Done<Payment.Requested> decided) {
        CompletableFuture<Outcome<Payment.Requested>> answer = new CompletableFuture<>();
        scheduler.after(Payments.PATIENCE, () -> answer.complete(decided));
        PaymentId id = decided.value().request().id();
        executor.execute(
                () -> {
                    try {
                        var unused =
                                doOpen(id)
                                        .whenComplete(
                                                (outcome, failure) ->
                                                        answer.complete(
                                                                outcome instanceof Outcome.Done
                                                                        ? outcome
                                                                        : decided));
                    } catch (RuntimeException e) {
                        // Decided it is: upkeep will see to it.
                        failures.failed("refund of " + id, e);
                        answer.complete(decided);
                    }
                });
        return answer;
    }

    /** As {@link #now}, at once and without waiting for it. */
    void later(PaymentId id) {
        executor.execute(() -> now(id));
    }

    /** Gives back what has been decided to go back; settlement comes back to it if that fails. */
    void now(PaymentId id) {
        try {
            var unused = doOpen(id);
        } catch (RuntimeException e) {
            failures.failed("refund of " + id, e);
        }
    }

    /**
     * Blocks on the provider.
     *
     * @return the payment after the last of its refunds was recorded as done; refused if there was
     *     none
     */
    CompletableFuture<Outcome<Payment.Requested>> doOpen(PaymentId id) {
        CompletableFuture<Outcome<Payment.Requested>> last =
                CompletableFuture.completedFuture(new Outcome.Refused<>(new Refusal.NotFound()));
        PaymentTrail trail = PaymentTrail.read(writes, id);
        if (trail.payment() instanceof Payment.Captured captured) {
            for (Refund refund : captured.open()) {
                EventMetadata origin = trail.originOf(refund.id());
                if (ask(captured, refund, origin) instanceof GivingBack.Done(String reference)) {
                    last = complete(captured.request(), refund, reference, origin);
                }
            }
        }
        return last;
    }

    private GivingBack ask(Payment.Captured captured, Refund refund, EventMetadata origin) {
        GivingBack answer =
                provider.refund(
                        captured.request(), refund, captured.reference(), origin.correlationId());
        if (answer instanceof GivingBack.Refused(String code, String message)) {
            failures.failed(
                    "refund of " + captured.request().id(),
                    new TicketingException("the provider refused: " + code + ": " + message));
        }
        return answer;
    }

    /** One of them, if it is still to be done. Blocks on the provider. */
    CompletableFuture<?> doOpen(PaymentId id, RefundId wanted) {
        PaymentTrail trail = PaymentTrail.read(writes, id);
        if (trail.payment() instanceof Payment.Captured captured) {
            EventMetadata origin = trail.originOf(wanted);
            Optional<Refund> open =
                    captured.open().stream().filter(one -> one.id().equals(wanted)).findFirst();
            if (open.isPresent()
                    && doneOf(captured, open.get(), origin) instanceof GivingBack.Done done) {
                return complete(captured.request(), open.get(), done.reference(), origin);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    /** It may have been done, and the answer lost, so long ago that the key is forgotten there. */
    private GivingBack doneOf(Payment.Captured captured, Refund refund, EventMetadata origin) {
        return lookUp(captured, refund, origin)
                .filter(known -> !(known instanceof GivingBack.Refused))
                .orElseGet(() -> ask(captured, refund, origin));
    }

    private Optional<GivingBack> lookUp(
            Payment.Captured captured, Refund refund, EventMetadata origin) {
        return provider.lookUpRefund(
                captured.request(), refund, captured.reference(), origin.correlationId());
    }

    /** Records of those on their way that they are done, if they are. Blocks on the provider. */
    List<CompletableFuture<Outcome<Payment.Requested>>> lookUpOpen(
            Payment.Captured captured, PaymentTrail trail) {
        List<CompletableFuture<Outcome<Payment.Requested>>> completed = new ArrayList<>();
        for (Refund refund : captured.open()) {
            EventMetadata origin = trail.originOf(refund.id());
            if (lookUp(captured, refund, origin).orElse(null)
                    instanceof GivingBack.Done(String reference)) {
                completed.add(complete(captured.request(), refund, reference, origin));
            }
        }
        return completed;
    }

    CompletableFuture<Outcome<Payment.Requested>> reportDelay(PaymentId id, RefundId refund) {
        PaymentTrail trail = PaymentTrail.read(writes, id);
        if (!(trail.payment() instanceof Payment.Captured captured)) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>(new Refusal.NotFound()));
        }
        failures.failed(
                "refund of " + id, new TicketingException("it is late, and is tried again"));
        ChangingRefund reporting =
                new ChangingRefund(captured.request(), now -> new ReportDelay(refund, now));
        return submit(captured.request(), refund, "late", reporting, trail.originOf(refund));
    }

    private CompletableFuture<Outcome<Payment.Requested>> complete(
            PaymentRequest request, Refund refund, String reference, EventMetadata origin) {
        var completing =
                new ChangingRefund(request, now -> new CompleteRefund(refund.id(), reference, now));
        CompletableFuture<Outcome<Payment.Requested>> completed =
                submit(request, refund.id(), "refunded", completing, origin);
        reportFailure("refund of " + request.id(), completed);
        return completed;
    }

    private CompletableFuture<Outcome<Payment.Requested>> submit(
            PaymentRequest request,
            RefundId refund,
            String step,
            ChangingRefund changing,
            EventMetadata origin) {
        return writes.submit(
                Payments.keyOf(request),
                new Task<>(
                        Payments.following(refund.value(), step),
                        origin.followedBy("payments", refund.value()),
                        List.of(Payment.at(request.id())),
                        changing::judge,
                        this::replay));
    }

    void reportFailure(String task, CompletableFuture<?> future) {
        var unused =
                future.whenComplete(
                        (outcome, failure) -> {
                            if (failure != null) {
                                failures.failed(task, failure);
                            }
                        });
    }

    private Outcome<Payment.Requested> replay(List<RecordedEvent> recorded) {
        return Payments.replay(writes, recorded);
    }
}
