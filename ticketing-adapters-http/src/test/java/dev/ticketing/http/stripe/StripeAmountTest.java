package dev.ticketing.http.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.Money;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Currency;

class StripeAmountTest {

    @ParameterizedTest
    @CsvSource({
        "EUR, 1999, 1999, eur",
        "USD, 50, 50, usd",
        // Payouts have none, charges have two.
        "HUF, 100000, 100000, huf",
        "TWD, 80045, 80045, twd",
        "JPY, 500, 500, jpy",
        "XPF, 500, 500, xpf",
        // ISO has two, Stripe has none.
        "MGA, 500000, 5000, mga",
        // ISO has none, Stripe has two.
        "ISK, 5, 500, isk",
        "UGX, 5, 500, ugx",
        "KWD, 5120, 5120, kwd",
        "TND, 10, 10, tnd",
        "ISK, 92233720368547758, 9223372036854775800, isk",
    })
    void an_amount_is_counted_as_stripe_counts(
            String currency, long ours, long stripes, String code) {
        assertThat(StripeAmount.of(new Money(ours, Currency.getInstance(currency))))
                .contains(new StripeAmount(stripes, code));
    }

    @ParameterizedTest
    @CsvSource({
        // No part of an ariary can be charged.
        "MGA, 500001",
        // The last of three decimals is always nought.
        "KWD, 5124",
        "BHD, 1",
        // Currencies that Stripe does not have.
        "IQD, 1000",
        "CLF, 10000",
        "XAU, 1",
        // More than can be counted.
        "ISK, 92233720368547759",
    })
    void an_amount_that_stripe_cannot_move_is_none(String currency, long ours) {
        assertThat(StripeAmount.of(new Money(ours, Currency.getInstance(currency)))).isEmpty();
    }
}
