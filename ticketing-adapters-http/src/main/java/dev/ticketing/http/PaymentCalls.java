package dev.ticketing.http;

import dev.ticketing.core.application.Listings;
import dev.ticketing.core.application.Listings.WantedPayments;
import dev.ticketing.core.application.Payments;
import dev.ticketing.core.idempotency.IdempotencyStore;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Loaded;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentProjection;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import java.util.List;

/** Paying. */
final class PaymentCalls {

    private static final String ALL = "/api/payments";

    private final Payments payments;
    private final Listings listings;
    private final Written written;
    private final MinPosition minPosition;

    PaymentCalls(Payments payments, Listings listings, Written written, MinPosition minPosition) {
        this.payments = payments;
        this.listings = listings;
        this.written = written;
        this.minPosition = minPosition;
    }

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(ALL, Route.Access.SIGNED_IN, idempotent.once(this::pay)),
                Route.post(
                        ALL + "/{id}/refund",
                        Route.Access.SIGNED_IN,
                        idempotent.once(this::refund)),
                Route.get(ALL, Route.Access.SIGNED_IN, this::list),
                Route.get(ALL + "/{id}", Route.Access.SIGNED_IN, this::read));
    }

    private Answer pay(Exchange exchange) {
        byte[] body = exchange.jsonBody();
        IdempotencyStore.Key key = Commands.requiredKey(exchange);
        PaymentForm.Wanted wanted =
                PaymentForm.read(Json.read(body, PaymentForm.PaymentBody.class));
        var request = exchange.request(Commands.of(key, exchange));
        var done = Written.await(payments.pay(request, wanted.reservation(), wanted.instrument()));
        Answer answer =
                Answer.json(
                        status(done.value()),
                        PaymentJson.of(done.value(), done.version()),
                        HeaderValues.create(
                                HeaderNames.LOCATION, ALL + "/" + done.value().request().id()));
        return written.tell(done, answer.withETag(Long.toString(done.version().value())));
    }

    /** Whether the provider has answered. */
    private static Status status(Payment.Requested payment) {
        return switch (payment) {
            case Payment.Pending pending -> Status.ACCEPTED_202;
            case Payment.Captured captured -> Status.CREATED_201;
            case Payment.Failed failed -> Status.CREATED_201;
        };
    }

    private Answer refund(Exchange exchange) {
        PaymentId id = new PaymentId(exchange.pathId("id"));
        byte[] body = exchange.jsonBody();
        IdempotencyStore.Key key = Commands.requiredKey(exchange);
        RefundForm.Wanted wanted = RefundForm.read(Json.read(body, RefundForm.RefundBody.class));
        var request = exchange.request(Commands.of(key, exchange));
        var done = Written.await(payments.refund(request, id, wanted.amount()));
        Audit.allowed(exchange, "payment.refund", "payment", id.toString(), wanted.reason());
        Answer answer =
                Answer.json(
                        isOnItsWay(done.value()) ? Status.ACCEPTED_202 : Status.OK_200,
                        PaymentJson.of(done.value(), done.version()));
        return written.tell(done, answer.withETag(Long.toString(done.version().value())));
    }

    private static boolean isOnItsWay(Payment.Requested payment) {
        return payment instanceof Payment.Captured captured && !captured.open().isEmpty();
    }

    private Answer list(Exchange exchange) {
        Paging paging = Paging.of(exchange);
        Query query = new Query(exchange);
        WantedPayments wanted =
                new WantedPayments(
                        query.id("eventId").map(ShowId::new),
                        query.id("reservationId").map(ReservationId::new),
                        query.oneOf("status", Payment.Status.class, "UNKNOWN"));
        query.stopIfWrong();
        minPosition.await(exchange, PaymentProjection.NAME);
        List<PaymentRow> found =
                query.asksForNothing()
                        ? List.of()
                        : listings.payments(
                                exchange.caller(),
                                wanted,
                                paging.after().map(PaymentId::new),
                                paging.enough());
        return Answer.json(
                Status.OK_200,
                Items.Page.of(
                        found,
                        paging.limit(),
                        row -> PaymentJson.of(row.payment(), row.version()),
                        row -> Paging.cursor(row.payment().request().id().value())));
    }

    private Answer read(Exchange exchange) {
        Loaded<Payment.Requested> found =
                payments.find(exchange.caller(), new PaymentId(exchange.pathId("id")))
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        return Preconditions.unlessKnown(
                exchange,
                Long.toString(found.version().value()),
                Answer.json(Status.OK_200, PaymentJson.of(found.state(), found.version())));
    }
}
