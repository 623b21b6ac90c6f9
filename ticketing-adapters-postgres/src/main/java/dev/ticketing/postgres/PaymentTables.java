package dev.ticketing.postgres;

import static dev.ticketing.postgres.PaymentEventTypes.REFUND;
import static dev.ticketing.postgres.PaymentEventTypes.REQUEST;
import static dev.ticketing.postgres.ValueShapes.MONEY;

import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentProjection;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.PaymentId;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the payments of lists are stored. */
final class PaymentTables {

    static final Words<Payment.Status> STATUSES =
            new Words<>(
                    Map.of(
                            Payment.Status.PENDING, "PENDING",
                            Payment.Status.CAPTURED, "CAPTURED",
                            Payment.Status.FAILED, "FAILED",
                            Payment.Status.UNKNOWN, "UNKNOWN",
                            Payment.Status.PARTIALLY_REFUNDED, "PARTIALLY_REFUNDED",
                            Payment.Status.REFUNDED, "REFUNDED"));

    static final Shape<PaymentRow> PAYMENT = new Shape<>(PaymentTables::write, PaymentTables::read);

    private static final RowTable<PaymentId, PaymentRow> PAYMENTS =
            new RowTable<>(
                    PaymentRow.PAYMENTS,
                    List.of(Column.id("payment_id", PaymentId::value)),
                    row -> new PaymentId(row.getObject("payment_id", UUID.class)),
                    List.of(
                            Column.id("customer", row -> request(row).customer().value()),
                            Column.id("show_id", row -> request(row).show().value()),
                            Column.id("reservation_id", row -> request(row).reservation().value()),
                            Column.text(
                                    "status", row -> STATUSES.of(Payment.statusOf(row.payment())))),
                    PAYMENT);

    static final ConsumerTables ALL = new ConsumerTables(PaymentProjection.NAME, List.of(PAYMENTS));

    private PaymentTables() {}

    private static PaymentRequest request(PaymentRow row) {
        return row.payment().request();
    }

    private static void write(PaymentRow row, JsonOut out) throws IOException {
        out.object("request", request(row), REQUEST);
        switch (row.payment()) {
            case Payment.Pending pending -> {
                // Nothing is known but what was asked for.
            }
            case Payment.Unknown unknown -> out.text("status", STATUSES.of(Payment.Status.UNKNOWN));
            case Payment.Captured captured ->
                    out.text("reference", captured.reference())
                            .object("refunded", captured.refunded(), MONEY)
                            .objects("open", captured.open(), REFUND);
            case Payment.Failed failed ->
                    out.text("code", failed.code()).text("message", failed.message());
        }
        out.number("version", row.version().value());
    }

    private static PaymentRow read(JsonIn in) {
        return new PaymentRow(readPayment(in), new Version(in.number("version")));
    }

    private static Payment.Requested readPayment(JsonIn in) {
        PaymentRequest request = in.object("request", REQUEST);
        if (in.has("reference")) {
            return new Payment.Captured(
                    request,
                    in.text("reference"),
                    in.object("refunded", MONEY),
                    in.objects("open", REFUND));
        }
        if (in.has("code")) {
            return new Payment.Failed(request, in.text("code"), in.text("message"));
        }
        if (in.has("status") && STATUSES.parse(in.text("status")) == Payment.Status.UNKNOWN) {
            return new Payment.Unknown(request);
        }
        return new Payment.Pending(request);
    }
}
