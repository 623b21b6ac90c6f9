package dev.ticketing.http;

import dev.ticketing.core.application.Cancellations;
import dev.ticketing.core.application.Cancellations.Failure;
import dev.ticketing.core.application.Cancellations.Progress;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Calling events off, and how far that is. */
final class CancellationCalls {

    private static final int MAX_REASON = 500;

    private final Cancellations cancellations;
    private final Written written;
    private final MinPosition minPosition;
    private final IdSource ids;

    CancellationCalls(
            Cancellations cancellations, Written written, MinPosition minPosition, IdSource ids) {
        this.cancellations = cancellations;
        this.written = written;
        this.minPosition = minPosition;
        this.ids = ids;
    }

    /** What an organizer sends. */
    record CancellationRequest(@Nullable String reason) {}

    /** How far it is. */
    record CancellationJson(State status, Counts reservations, MoneyJson refunded) {

        /** Whether something is still to be given back. */
        enum State {
            RUNNING,
            COMPLETED
        }

        /**
         * @param failed whose money takes longer to go back than it should
         */
        record Counts(long total, long done, long failed) {}

        static CancellationJson of(Progress progress) {
            return new CancellationJson(
                    progress.running() ? State.RUNNING : State.COMPLETED,
                    new Counts(progress.total(), progress.done(), progress.failed()),
                    MoneyJson.of(progress.refunded()));
        }
    }

    /** What has not gone back in time, and is still being tried. */
    record FailureJson(UUID reservationId, UUID paymentId, List<OpenRefund> refunds) {
        FailureJson {
            refunds = List.copyOf(refunds);
        }

        /** One that is on its way. */
        record OpenRefund(UUID refundId, MoneyJson amount) {}

        static FailureJson of(Failure failure) {
            return new FailureJson(
                    failure.paid().reservation().value(),
                    failure.paid().id().value(),
                    failure.refunds().stream()
                            .map(
                                    refund ->
                                            new OpenRefund(
                                                    refund.id().value(),
                                                    MoneyJson.of(refund.amount())))
                            .toList());
        }
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(
                        "/api/events/{id}/cancel",
                        Route.Access.SIGNED_IN,
                        idempotent.once(this::cancel)),
                Route.get(
                        "/api/events/{id}/cancellation",
                        Route.Access.SIGNED_IN,
                        this::cancellation),
                Route.get(
                        "/api/events/{id}/cancellation/failures",
                        Route.Access.SIGNED_IN,
                        this::failures),
                Route.post(
                        "/api/events/{id}/cancellation/retry",
                        Route.Access.SIGNED_IN,
                        this::retry));
    }

    private Answer cancel(Exchange exchange) {
        ShowId id = EventCalls.id(exchange);
        CancellationRequest wish = exchange.read(CancellationRequest.class);
        FieldErrors errors = new FieldErrors();
        String reason = errors.text("reason", wish.reason(), MAX_REASON);
        errors.stopIfAny();
        Request request = exchange.request(Commands.of(exchange, ids));
        var done = Written.await(cancellations.cancel(request, id));
        Audit.allowed(exchange, "event.cancel", "event", id.toString(), reason);
        return written.tell(done, Answer.json(Status.ACCEPTED_202, progress(exchange, id)));
    }

    private Answer cancellation(Exchange exchange) {
        minPosition.await(exchange, SalesProjection.NAME);
        return Answer.json(Status.OK_200, progress(exchange, EventCalls.id(exchange)));
    }

    private Answer failures(Exchange exchange) {
        minPosition.await(exchange, SalesProjection.NAME);
        ShowId id = EventCalls.id(exchange);
        Paging paging = Paging.of(exchange);
        List<Failure> found =
                Written.done(
                                cancellations.failures(
                                        exchange.caller(),
                                        id,
                                        paging.after().map(PaymentId::new),
                                        paging.enough()))
                        .value()
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        return Answer.json(
                Status.OK_200,
                Items.Page.of(
                        found,
                        paging.limit(),
                        FailureJson::of,
                        failure -> Paging.cursor(failure.paid().id().value())));
    }

    private Answer retry(Exchange exchange) {
        ShowId id = EventCalls.id(exchange);
        CancellationJson progress =
                Written.done(cancellations.retry(exchange.caller(), id))
                        .value()
                        .map(CancellationJson::of)
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        Audit.allowed(exchange, "event.cancellation.retry", "event", id.toString(), "");
        return Answer.json(Status.ACCEPTED_202, progress);
    }

    private CancellationJson progress(Exchange exchange, ShowId id) {
        return Written.done(cancellations.progress(exchange.caller(), id))
                .value()
                .map(CancellationJson::of)
                .orElseThrow(() -> new Stop(Problem.notFound()));
    }
}
