package dev.ticketing.http;

import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;

import org.jspecify.annotations.Nullable;

/** A payment as users see it. */
record PaymentJson(
        String id,
        String reservationId,
        String customerId,
        MoneyJson amount,
        MoneyJson refunded,
        String status,
        Method method,
        String provider,
        @Nullable String providerReference,
        @Nullable Failure failure,
        String createdAt,
        long version) {

    record Method(String type, @Nullable String last4) {

        static Method of(PaymentMethod method) {
            return new Method(method.type().name(), method.last4().orElse(null));
        }
    }

    record Failure(String code, String message) {}

    static PaymentJson of(Payment.Requested payment, Version version) {
        PaymentRequest request = payment.request();
        return new PaymentJson(
                request.id().toString(),
                request.reservation().toString(),
                request.customer().toString(),
                MoneyJson.of(request.amount()),
                MoneyJson.of(payment.refunded()),
                Payment.statusOf(payment).name(),
                Method.of(request.method()),
                request.provider(),
                reference(payment),
                failure(payment),
                request.requestedAt().toString(),
                version.value());
    }

    private static @Nullable String reference(Payment.Requested payment) {
        return switch (payment) {
            case Payment.Captured captured -> captured.reference();
            case Payment.Pending pending -> null;
            case Payment.Unknown unknown -> null;
            case Payment.Failed failed -> null;
        };
    }

    private static @Nullable Failure failure(Payment.Requested payment) {
        return switch (payment) {
            case Payment.Failed failed -> new Failure(failed.code(), failed.message());
            case Payment.Captured captured -> null;
            case Payment.Pending pending -> null;
            case Payment.Unknown unknown -> null;
        };
    }
}
