package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.MONEY;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How a payment's events are stored. */
final class PaymentEventTypes {

    private static final Words<PaymentMethod.Type> METHODS =
            new Words<>(
                    Map.of(
                            PaymentMethod.Type.CARD, "CARD",
                            PaymentMethod.Type.WALLET, "WALLET"));

    static final Words<Refund.Reason> REASONS =
            new Words<>(
                    Map.of(
                            Refund.Reason.HOLD_ENDED, "HOLD_ENDED",
                            Refund.Reason.CANCELLED, "CANCELLED",
                            Refund.Reason.REQUESTED, "REQUESTED",
                            Refund.Reason.SHOW_CANCELLED, "SHOW_CANCELLED"));

    private static final Shape<PaymentMethod> METHOD =
            new Shape<>(
                    (method, out) ->
                            out.text("type", METHODS.of(method.type()))
                                    .textIfAny("last4", method.last4OrNull()),
                    in ->
                            new PaymentMethod(
                                    METHODS.parse(in.text("type")),
                                    in.textIfAny("last4").orElse(null)));

    static final Shape<PaymentRequest> REQUEST =
            new Shape<>(PaymentEventTypes::write, PaymentEventTypes::readRequest);

    static final Shape<Refund> REFUND =
            new Shape<>(PaymentEventTypes::write, PaymentEventTypes::readRefund);

    static final List<EventType<?>> ALL =
            List.of(
                    requested(),
                    unanswered(),
                    captured(),
                    failed(),
                    refundRequested(),
                    refundDelayed(),
                    refundCompleted());

    private PaymentEventTypes() {}

    private static EventType<PaymentRequested> requested() {
        return EventType.first(
                "payment-requested",
                PaymentRequested.class,
                (event, out) -> write(event.request(), out),
                in -> new PaymentRequested(readRequest(in)));
    }

    private static void write(PaymentRequest request, JsonOut out) throws IOException {
        out.id("payment", request.id().value())
                .id("reservation", request.reservation().value())
                .id("show", request.show().value())
                .text("section", request.section().value())
                .id("customer", request.customer().value())
                .object("amount", request.amount(), MONEY)
                .object("method", request.method(), METHOD)
                .text("provider", request.provider())
                .instant("requestedAt", request.requestedAt());
    }

    private static PaymentRequest readRequest(JsonIn in) {
        return new PaymentRequest(
                new PaymentId(in.id("payment")),
                new ReservationId(in.id("reservation")),
                new ShowId(in.id("show")),
                new SectionId(in.text("section")),
                new UserId(in.id("customer")),
                in.object("amount", MONEY),
                in.object("method", METHOD),
                in.text("provider"),
                in.instant("requestedAt"));
    }

    private static EventType<PaymentUnanswered> unanswered() {
        return EventType.first(
                "payment-unanswered",
                PaymentUnanswered.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new PaymentUnanswered(in.instant("at")));
    }

    private static EventType<PaymentCaptured> captured() {
        return EventType.first(
                "payment-captured",
                PaymentCaptured.class,
                (event, out) -> out.text("reference", event.reference()).instant("at", event.at()),
                in -> new PaymentCaptured(in.text("reference"), in.instant("at")));
    }

    private static EventType<PaymentFailed> failed() {
        return EventType.first(
                "payment-failed",
                PaymentFailed.class,
                (event, out) ->
                        out.text("code", event.code())
                                .text("message", event.message())
                                .instant("at", event.at()),
                in -> new PaymentFailed(in.text("code"), in.text("message"), in.instant("at")));
    }

    private static EventType<RefundRequested> refundRequested() {
        return EventType.later(
                "refund-requested",
                List.of(first -> first, second -> second),
                RefundRequested.class,
                (event, out) -> {
                    write(event.refund(), out);
                    out.instant("at", event.at());
                },
                in -> new RefundRequested(readRefund(in), in.instant("at")));
    }

    /**
     * Version 1 knows no refunds that somebody has asked for, version 2 none because a show was
     * cancelled.
     */
    private static void write(Refund refund, JsonOut out) throws IOException {
        out.id("refund", refund.id().value())
                .object("amount", refund.amount(), MONEY)
                .text("reason", REASONS.of(refund.reason()));
    }

    private static Refund readRefund(JsonIn in) {
        return new Refund(
                new RefundId(in.id("refund")),
                in.object("amount", MONEY),
                REASONS.parse(in.text("reason")));
    }

    private static EventType<RefundDelayed> refundDelayed() {
        return EventType.first(
                "refund-delayed",
                RefundDelayed.class,
                (event, out) -> out.id("refund", event.refund().value()).instant("at", event.at()),
                in -> new RefundDelayed(new RefundId(in.id("refund")), in.instant("at")));
    }

    private static EventType<RefundCompleted> refundCompleted() {
        return EventType.first(
                "refund-completed",
                RefundCompleted.class,
                (event, out) ->
                        out.id("refund", event.refund().value())
                                .object("amount", event.amount(), MONEY)
                                .text("reference", event.reference())
                                .instant("at", event.at()),
                in ->
                        new RefundCompleted(
                                new RefundId(in.id("refund")),
                                in.object("amount", MONEY),
                                in.text("reference"),
                                in.instant("at")));
    }
}
