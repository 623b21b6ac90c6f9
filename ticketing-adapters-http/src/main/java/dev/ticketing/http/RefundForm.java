package dev.ticketing.http;

import dev.ticketing.core.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.Optional;

/** Reads a wish to have money back. */
final class RefundForm {

    private static final int MAX_REASON = 500;

    private RefundForm() {}

    /**
     * What somebody sends.
     *
     * @param amount without it, all that they may have
     */
    record RefundBody(@Nullable AmountBody amount, @Nullable String reason) {}

    record AmountBody(@Nullable Long amount, @Nullable String currency) {}

    record Wanted(Optional<Money> amount, String reason) {}

    static Wanted read(RefundBody body) {
        FieldErrors errors = new FieldErrors();
        String reason = errors.text("reason", body.reason(), MAX_REASON);
        Optional<Money> amount =
                Optional.ofNullable(body.amount()).flatMap(wanted -> money(wanted, errors));
        errors.stopIfAny();
        return new Wanted(amount, reason);
    }

    private static Optional<Money> money(AmountBody wanted, FieldErrors errors) {
        long amount = errors.number("amount.amount", wanted.amount(), 1, Long.MAX_VALUE);
        try {
            String code = errors.text("amount.currency", wanted.currency(), 3);
            return errors.isEmpty()
                    ? Optional.of(new Money(amount, Currency.getInstance(code)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            errors.add("amount.currency", "is no currency");
            return Optional.empty();
        }
    }
}
