package dev.ticketing.core.application;

import dev.ticketing.core.application.WriteSide.Task;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.FailureListener;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.sales.GivenBack;
import dev.ticketing.core.sales.ReservationCounts;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.show.CancellationProcess;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Calling shows off: nobody holds or pays from that moment on, and everything that was held or
 * bought is given back, a bounded piece at a time. Changes complete when they are durable; reading
 * blocks. Safe for any number of threads.
 */
public final class Cancellations {

    /** How many reservations are given back in one unit. */
    static final int AT_ONCE = 50;

    /** How long an answer waits for figures that show the cancellation. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WriteSide writes;
    private final Shows shows;
    private final SalesFigures sales;
    private final Consumers consumers;
    private final IdSource ids;
    private final Executor executor;
    private final FailureListener failures;
    private final Consumer<PaymentId> giveBack;
    private final Set<ShowId> retrying = ConcurrentHashMap.newKeySet();

    /**
     * @param giveBack does what is open about a payment with the provider, and tells of failures
     */
    Cancellations(
            WriteSide writes,
            Shows shows,
            SalesFigures sales,
            Consumers consumers,
            IdSource ids,
            Executor executor,
            FailureListener failures,
            Consumer<PaymentId> giveBack) {
        this.writes = writes;
        this.shows = shows;
        this.sales = sales;
        this.consumers = consumers;
        this.ids = ids;
        this.executor = executor;
        this.failures = failures;
        this.giveBack = giveBack;
    }

    /**
     * How far it is.
     *
     * @param total reservations that were held, being paid or confirmed when the show was cancelled
     * @param done of them, what has ended with all its money back
     * @param failed of them, what has money that takes longer to go back than it should; it goes on
     *     being tried
     * @param refunded what has gone back since
     */
    public record Progress(boolean running, long total, long done, long failed, Money refunded) {}

    /**
     * Money of a cancelled show that takes longer to go back than it should.
     *
     * @param refunds what is on its way; none if it has just been done
     */
    public record Failure(PaymentRequest paid, List<Refund> refunds) {
        public Failure {
            refunds = List.copyOf(refunds);
        }
    }

    /** Calls a show off; one that is called off already stays so. For its organizers. */
    public CompletableFuture<Outcome<Show.Existing>> cancel(Request request, ShowId id) {
        return cancel(request, id, Optional.empty());
    }

    /**
     * As {@link #cancel(Request, ShowId)}.
     *
     * @param seen the version that the caller has looked at, if it is to be checked
     */
    public CompletableFuture<Outcome<Show.Existing>> cancel(
            Request request, ShowId id, Optional<Version> seen) {
        return shows.cancel(request, id, seen).thenCompose(this::followed);
    }

    /** Who asks next how far it is shall not hear that it has not begun. */
    private CompletableFuture<Outcome<Show.Existing>> followed(Outcome<Show.Existing> outcome) {
        Optional<Position> position =
                outcome instanceof Outcome.Done<Show.Existing> done
                        ? done.position()
                        : Optional.empty();
        return position.map(at -> consumers.await(SalesProjection.NAME, at, PATIENCE))
                .map(await -> await.thenApply(reached -> outcome))
                .orElseGet(() -> CompletableFuture.completedFuture(outcome));
    }

    /** How far it is, for the show's organizers; empty if the show was not cancelled. */
    public Outcome<Optional<Progress>> progress(Caller caller, ShowId id) {
        Show show = writes.current(Show.at(id)).state();
        Optional<Refusal> barred = Shows.barred(caller, show);
        if (barred.isPresent()) {
            return new Outcome.Refused<>(barred.get());
        }
        Optional<Progress> progress =
                show instanceof Show.Cancelled cancelled
                        ? Optional.of(progress(cancelled))
                        : Optional.empty();
        return new Outcome.Done<>(progress, Version.NONE, Optional.empty(), false);
    }

    /**
     * What has failed so far and is still being tried, for the show's organizers, by the ids of the
     * payments; empty if the show was not cancelled.
     *
     * @param after only those with a greater id; empty for the first
     */
    public Outcome<Optional<List<Failure>>> failures(
            Caller caller, ShowId id, Optional<PaymentId> after, int limit) {
        Show show = writes.current(Show.at(id)).state();
        Optional<Refusal> barred = Shows.barred(caller, show);
        if (barred.isPresent()) {
            return new Outcome.Refused<>(barred.get());
        }
        Optional<List<Failure>> failures =
                show instanceof Show.Cancelled
                        ? Optional.of(failures(sales.lateReturns(id, after, limit)))
                        : Optional.empty();
        return new Outcome.Done<>(failures, Version.NONE, Optional.empty(), false);
    }

    private List<Failure> failures(List<PaymentId> ids) {
        List<Failure> failures = new ArrayList<>();
        for (Loaded<Payment> payment : writes.readAll(ids, Payment::at).values()) {
            if (payment.state() instanceof Payment.Captured captured) {
                failures.add(new Failure(captured.request(), captured.open()));
            }
        }
        return failures;
    }

    /**
     * Has everything that has failed tried again now, and not only when its time comes, for the
     * show's organizers; answers at once with how far it is. Nothing if that is being done already,
     * or the show was not cancelled.
     */
    public Outcome<Optional<Progress>> retry(Caller caller, ShowId id) {
        Outcome<Optional<Progress>> progress = progress(caller, id);
        if (progress instanceof Outcome.Done<Optional<Progress>> done
                && done.value().isPresent()
                && retrying.add(id)) {
            executor.execute(() -> retry(id, Optional.empty()));
        }
        return progress;
    }

    /** A bounded number at a time, and then the next of them. Blocks. */
    private void retry(ShowId id, Optional<PaymentId> after) {
        List<PaymentId> some;
        try {
            some = sales.lateReturns(id, after, AT_ONCE);
        } catch (RuntimeException e) {
            retrying.remove(id);
            failures.failed("refunds of " + id, e);
            return;
        }
        CompletableFuture<?>[] tries =
                some.stream()
                        .map(
                                payment ->
                                        CompletableFuture.runAsync(
                                                () -> giveBack.accept(payment), executor))
                        .toArray(CompletableFuture[]::new);
        var unused =
                CompletableFuture.allOf(tries)
                        .whenCompleteAsync(
                                (done, failure) -> {
                                    if (some.size() < AT_ONCE) {
                                        retrying.remove(id);
                                    } else {
                                        retry(id, Optional.of(some.getLast()));
                                    }
                                },
                                executor);
    }

    private Progress progress(Show.Cancelled show) {
        SalesSheet sheet =
                sales.of(show.facts().id())
                        .orElseGet(
                                () ->
                                        SalesSheet.blank(
                                                show.details().currency(),
                                                show.details().timezone()));
        ReservationCounts counts = sheet.reservations().atLeastNone();
        long left = counts.held() + counts.confirmed();
        GivenBack givenBack = sheet.givenBack();
        long open = sheet.returns().open();
        return new Progress(
                !givenBack.isCancelled() || left > 0 || open > 0,
                givenBack.reservations() + left,
                Math.max(0, givenBack.reservations() - open),
                sheet.returns().late(),
                givenBack.refunded());
    }

    /** Gives back all that is left of a cancelled show; completes when nothing is. Blocks. */
    CompletableFuture<?> giveBackAll(UUID correlation, ShowId id) {
        if (!(writes.current(Show.at(id)).state() instanceof Show.Cancelled show)) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<?>> sections =
                show.details().sections().stream()
                        .map(Section::id)
                        .filter(section -> hasReservations(id, section))
                        .<CompletableFuture<?>>map(section -> giveBack(correlation, id, section))
                        .toList();
        return CompletableFuture.allOf(sections.toArray(CompletableFuture[]::new));
    }

    private boolean hasReservations(ShowId show, SectionId section) {
        return writes.current(Inventory.at(show, section)).state() instanceof Inventory.Open open
                && !open.someReservations(1).isEmpty();
    }

    private CompletableFuture<?> giveBack(UUID correlation, ShowId show, SectionId section) {
        return giveSome(correlation, show, section)
                .thenComposeAsync(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Done<GivingBack.Given> done ->
                                            done.value().reservations() == 0
                                                    ? CompletableFuture.completedFuture(null)
                                                    : giveBack(correlation, show, section);
                                    case Outcome.Refused<GivingBack.Given>(Refusal why) ->
                                            CompletableFuture.failedFuture(notGivenBack(why));
                                },
                        executor);
    }

    /** It is tried again later; but for a busy server it should never have come to it. */
    private static RuntimeException notGivenBack(Refusal why) {
        String message = "not given back: " + why;
        return why instanceof Refusal.NotTaken
                ? new TicketingException(message)
                : new IllegalStateException(message);
    }

    private CompletableFuture<Outcome<GivingBack.Given>> giveSome(
            UUID correlation, ShowId show, SectionId section) {
        UUID id = ids.next();
        GivingBack giving = new GivingBack(show, section, AT_ONCE, ids);
        return writes.submit(
                WriteSide.keyOf(show, section),
                new Task<>(
                        new CommandKey(new CommandId(id), 0),
                        new EventMetadata(correlation, id, CancellationProcess.ACTOR, null, null),
                        List.of(),
                        giving::judge,
                        recorded ->
                                WriteSide.replayed(
                                        new GivingBack.Given(1), Version.NONE, recorded)));
    }
}
