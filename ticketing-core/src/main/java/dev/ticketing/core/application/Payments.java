package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.mailbox.MailboxKey;
import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider.Capture;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.payment.SettlementTask;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Taking money for reservations, and giving it back. Changes complete when they are durable;
 * reading blocks and is always current. Safe for any number of threads.
 *
 * <p>The provider is asked between two commits, never inside one: what was asked is recorded first,
 * so that whoever comes after a crash knows what to look up.
 */
public final class Payments {

    /** How long a caller waits for the provider; then the payment is still pending. */
    public static final Duration PATIENCE = Duration.ofMillis(2_500);

    /** Whoever was stopped for so long after an attempt was recorded does not ask any more. */
    static final Duration ASKED_WITHIN = Duration.ofSeconds(10);

    private final WriteSide writes;
    private final ProviderDesk provider;
    private final IdSource ids;
    private final InstantSource clock;
    private final Executor executor;
    private final Scheduler scheduler;
    private final FailureListener failures;
    private final Refunds refunds;
    private final LateCapture late;
    private final LookUps lookUps;

    Payments(
            WriteSide writes,
            ProviderDesk provider,
            LateCapture late,
            IdSource ids,
            InstantSource clock,
            Executor executor,
            Scheduler scheduler,
            FailureListener failures) {
        this.writes = writes;
        this.provider = provider;
        this.late = late;
        this.ids = ids;
        this.clock = clock;
        this.executor = executor;
        this.scheduler = scheduler;
        this.failures = failures;
        this.lookUps = new LookUps(writes, provider, this, clock);
        this.refunds = new Refunds(writes, provider, ids, executor, scheduler, failures);
    }

    /**
     * How somebody pays.
     *
     * @param token what the provider knows the instrument by; it is not kept
     */
    public record Instrument(PaymentMethod.Type type, String token) {

        /** Without the token: a log line may hold it. */
        @Override
        public String toString() {
            return "Instrument[" + type + "]";
        }
    }

    /**
     * Pays for a reservation of the caller. Answers with the payment captured or failed; pending
     * when the provider takes longer than {@link #PATIENCE}, unknown when it does not answer: then
     * it is settled later. Refused while the provider is known not to answer.
     */
    public CompletableFuture<Outcome<Payment.Requested>> pay(
            Request request, ReservationId id, Instrument instrument) {
        Loaded<Reservation> reservation = writes.read(Reservation.at(id));
        if (!(reservation.state() instanceof Reservation.Started started)
                || !started.terms().customer().equals(request.caller().user())) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>(new Refusal.NotFound()));
        }
        if (!provider.isAvailable()) {
            return CompletableFuture.completedFuture(
                    new Outcome.Refused<>(new Refusal.ProviderSilent()));
        }
        Terms terms = started.terms();
        PaymentRequest wanted =
                new PaymentRequest(
                        new PaymentId(ids.next()),
                        id,
                        terms.show(),
                        terms.section(),
                        terms.customer(),
                        terms.total(),
                        method(instrument),
                        provider.name(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Paying paying = new Paying(wanted);
        return writes.submit(
                        keyOf(wanted),
                        new Task<>(
                                request.command(),
                                request.metadata(),
                                List.of(Reservation.at(id)),
                                paying::judge,
                                this::replay))
                .thenCompose(
                        outcome ->
                                begun(outcome)
                                        .map(
                                                done ->
                                                        capture(
                                                                done,
                                                                terms,
                                                                instrument,
                                                                request.metadata()))
                                        .orElseGet(
                                                () -> CompletableFuture.completedFuture(outcome)));
    }

    private PaymentMethod method(Instrument instrument) {
        return new PaymentMethod(
                instrument.type(), provider.last4(instrument.token()).orElse(null));
    }

    static MailboxKey keyOf(PaymentRequest request) {
        return WriteSide.keyOf(request.show(), request.section());
    }

    /** The attempt, if it was begun just now by this very call. */
    static Optional<Outcome.Done<Payment.Requested>> begun(Outcome<Payment.Requested> outcome) {
        return outcome instanceof Outcome.Done<Payment.Requested> done && !done.replayed()
                ? Optional.of(done)
                : Optional.empty();
    }

    private CompletableFuture<Outcome<Payment.Requested>> capture(
            Outcome.Done<Payment.Requested> begun,
            Terms terms,
            Instrument instrument,
            EventMetadata origin) {
        CompletableFuture<Outcome<Payment.Requested>> answer = new CompletableFuture<>();
        scheduler.after(PATIENCE, () -> answer.complete(begun));
        PaymentRequest request = begun.value().request();
        executor.execute(
                () -> {
                    try {
                        var unused =
                                settle(request, ask(request, terms, instrument, origin), origin)
                                        .whenComplete(
                                                (outcome, failure) -> {
                                                    if (outcome == null) {
                                                        answer.completeExceptionally(failure);
                                                    } else if (outcome instanceof Outcome.Done) {
                                                        answer.complete(outcome);
                                                    } else {
                                                        // Begun it is: it will be settled.
                                                        answer.complete(begun);
                                                    }
                                                });
                    } catch (RuntimeException e) {
                        // It may have been captured all the same: it will be looked up.
                        failures.failed("payment " + request.id(), e);
                        answer.complete(begun);
                    }
                });
        return answer;
    }

    private Capture ask(
            PaymentRequest request, Terms terms, Instrument instrument, EventMetadata origin) {
        if (clock.instant().isAfter(request.requestedAt().plus(ASKED_WITHIN))) {
            failures.failed(
                    "payment " + request.id(),
                    new TicketingException("not asked: it was recorded too long ago"));
            return new Capture.Underway();
        }
        try {
            return provider.capture(
                    request, terms.expiresAt(), instrument.token(), origin.correlationId());
        } catch (ProviderUnavailable e) {
            failures.failed("payment " + request.id(), e);
            return new Capture.Underway();
        }
    }

    /**
     * Records what the provider said; harmless if it is recorded already.
     *
     * @param origin of the wish to pay
     */
    CompletableFuture<Outcome<Payment.Requested>> settle(
            PaymentRequest request, Capture capture, EventMetadata origin) {
        Loaded<Reservation> reservation = writes.read(Reservation.at(request.reservation()));
        int places = Reservations.started(reservation.state()).terms().places().quantity();
        List<TicketId> tickets =
                Stream.generate(() -> new TicketId(ids.next())).limit(places).toList();
        Settling settling = new Settling(request, capture, tickets, new RefundId(ids.next()), late);
        return writes.submit(
                        keyOf(request),
                        new Task<>(
                                following(request.id().value(), step(capture)),
                                origin.followedBy("payments", request.id().value()),
                                List.of(
                                        Payment.at(request.id()),
                                        Reservation.at(request.reservation())),
                                settling::judge,
                                this::replay))
                .thenApply(
                        outcome -> {
                            refundOpen(outcome);
                            return outcome;
                        });
    }

    /** An attempt that was given up, and was captured all the same, is two steps. */
    private static String step(Capture capture) {
        return switch (capture) {
            case Capture.Done done -> "captured";
            case Capture.Declined declined -> "declined";
            case Capture.Underway underway -> "unanswered";
        };
    }

    private void refundOpen(Outcome<Payment.Requested> outcome) {
        if (outcome instanceof Outcome.Done<Payment.Requested> done
                && done.value() instanceof Payment.Captured captured
                && !captured.open().isEmpty()) {
            refundLater(captured.request().id());
        }
    }

    /**
     * Gives money back: to an organizer's liking up to what was captured, to its customer as far as
     * the show's policy says. Who gets all that they may get gives the places back, and the tickets
     * are void. Answers with the refund done, or, when the provider takes longer than {@link
     * #PATIENCE}, on its way: then it is done later.
     *
     * @param amount without it, all that the caller may have
     */
    public CompletableFuture<Outcome<Payment.Requested>> refund(
            Request request, PaymentId id, Optional<Money> amount) {
        return find(request.caller(), id)
                .map(found -> refunds.ask(request, found.state().request(), amount))
                .orElseGet(
                        () ->
                                CompletableFuture.completedFuture(
                                        new Outcome.Refused<>(new Refusal.NotFound())));
    }

    /** Gives back what has been decided to go back. */
    void refundLater(PaymentId id) {
        refunds.later(id);
    }

    /** As {@link #refundLater}. Blocks on the provider. */
    void refundNow(PaymentId id) {
        refunds.now(id);
    }

    /**
     * Does what a payment's settlement asks for. Blocks on the provider. Fails, and has to be tried
     * again, where the settlement does not come back to it by itself.
     */
    CompletableFuture<?> perform(SettlementTask task) {
        return switch (task) {
            case SettlementTask.LookUp(PaymentId id) -> lookUps.lookUp(id);
            case SettlementTask.GiveBack(PaymentId id, RefundId refund) ->
                    unlessUnavailable(id, () -> refunds.doOpen(id, refund));
            case SettlementTask.ReportDelay(PaymentId id, RefundId refund) ->
                    refunds.reportDelay(id, refund).thenAccept(Payments::requireTaken);
        };
    }

    CompletableFuture<?> unlessUnavailable(PaymentId payment, Supplier<CompletableFuture<?>> task) {
        try {
            return task.get();
        } catch (ProviderUnavailable e) {
            failures.failed("payment " + payment, e);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Any other no means that it is recorded already. */
    static void requireTaken(Outcome<Payment.Requested> outcome) {
        if (outcome instanceof Outcome.Refused<Payment.Requested>(Refusal.NotTaken no)) {
            throw new TicketingException("not recorded: " + no.reason());
        }
    }

    /** What the provider says of money on its way back. Blocks on the provider. */
    List<CompletableFuture<Outcome<Payment.Requested>>> lookUpRefunds(
            Payment.Captured captured, PaymentTrail trail) {
        return refunds.lookUpOpen(captured, trail);
    }

    /** The id of the command that follows from another: the same however often it is derived. */
    static CommandKey following(UUID cause, String step) {
        byte[] name = (cause + "/" + step).getBytes(StandardCharsets.UTF_8);
        return new CommandKey(new CommandId(UUID.nameUUIDFromBytes(name)), 0);
    }

    private Outcome<Payment.Requested> replay(List<RecordedEvent> recorded) {
        return replay(writes, recorded);
    }

    /** The payment that a command was about, as it is now. */
    static Outcome<Payment.Requested> replay(WriteSide writes, List<RecordedEvent> recorded) {
        RecordedEvent own = WriteSide.lastOf("payment", recorded);
        PaymentId id = Payment.idOf(own.stream());
        Loaded<Payment> now = writes.read(Payment.at(id));
        Position last = recorded.getLast().position();
        return new Outcome.Done<>(requested(now.state()), now.version(), Optional.of(last), true);
    }

    static Payment.Requested requested(Payment payment) {
        return switch (payment) {
            case Payment.Requested requested -> requested;
            case Payment.Absent absent ->
                    throw new IllegalStateException("a payment without events");
        };
    }

    /** A payment that the caller may see: who paid, an organizer, an administrator. */
    public Optional<Loaded<Payment.Requested>> find(Caller caller, PaymentId id) {
        Loaded<Payment> loaded = writes.read(Payment.at(id));
        return switch (loaded.state()) {
            case Payment.Absent absent -> Optional.empty();
            case Payment.Requested payment ->
                    maySee(caller, payment.request())
                            ? Optional.of(new Loaded<>(payment, loaded.version()))
                            : Optional.empty();
        };
    }

    private boolean maySee(Caller caller, PaymentRequest request) {
        return request.customer().equals(caller.user())
                || caller.admin()
                || (writes.current(Show.at(request.show())).state() instanceof Show.Existing show
                        && caller.organizes(show));
    }
}
