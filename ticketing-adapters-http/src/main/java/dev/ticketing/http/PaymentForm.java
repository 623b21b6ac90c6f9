package dev.ticketing.http;

import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentMethod;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Reads a wish to pay. */
final class PaymentForm {

    private static final int MAX_TOKEN = 255;

    private final FieldErrors errors = new FieldErrors();

    private PaymentForm() {}

    /** What a customer sends; anything may be missing. */
    record PaymentBody(@Nullable String reservationId, @Nullable MethodBody method) {}

    record MethodBody(@Nullable String type, @Nullable String token) {}

    record Wanted(ReservationId reservation, Instrument instrument) {}

    static Wanted read(PaymentBody body) {
        return new PaymentForm().check(body);
    }

    private Wanted check(PaymentBody body) {
        String reservation = body.reservationId();
        if (reservation == null) {
            errors.add("reservationId", "is required");
        }
        MethodBody method = Optional.ofNullable(body.method()).orElse(new MethodBody(null, null));
        Optional<PaymentMethod.Type> type = type(method.type());
        String token = errors.text("method.token", method.token(), MAX_TOKEN);
        errors.stopIfAny();
        return new Wanted(
                Optional.ofNullable(reservation)
                        .flatMap(RequestIds::uuid)
                        .map(ReservationId::new)
                        .orElseThrow(() -> new Stop(Problem.notFound())),
                new Instrument(type.orElseThrow(), token));
    }

    private Optional<PaymentMethod.Type> type(@Nullable String name) {
        if (name == null) {
            errors.add("method.type", "is required");
            return Optional.empty();
        }
        for (PaymentMethod.Type type : PaymentMethod.Type.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        errors.add("method.type", "has to be CARD or WALLET");
        return Optional.empty();
    }
}
