package dev.ticketing.http.stripe;

import dev.ticketing.core.kernel.Money;

import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An amount as Stripe counts it. Its minor units are those of ISO 4217 but for a few currencies,
 * see docs.stripe.com/currencies.
 *
 * @param currency in lower case
 */
record StripeAmount(long amount, String currency) {

    private static final Set<String> WITHOUT_DECIMALS =
            Set.of(
                    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND",
                    "VUV", "XAF", "XOF", "XPF");

    /** They have no decimals any more, and are counted as if they still had. */
    private static final Set<String> ONCE_WITH_TWO = Set.of("ISK", "UGX");

    /** The last of the three has to be nought. */
    private static final Set<String> WITH_THREE = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private static final int TEN = 10;

    /** Empty if it is no amount that Stripe could move. */
    static Optional<StripeAmount> of(Money money) {
        Currency currency = money.currency();
        OptionalInt decimals = decimals(currency);
        if (decimals.isEmpty()) {
            return Optional.empty();
        }
        int more = decimals.getAsInt() - currency.getDefaultFractionDigits();
        long factor = powerOfTen(Math.abs(more));
        boolean whole = more >= 0 || money.amount() % factor == 0;
        boolean round = !WITH_THREE.contains(currency.getCurrencyCode()) || endsInNought(money);
        if (!whole || !round || money.amount() > Long.MAX_VALUE / factor) {
            return Optional.empty();
        }
        long amount = more >= 0 ? money.amount() * factor : money.amount() / factor;
        return Optional.of(
                new StripeAmount(amount, currency.getCurrencyCode().toLowerCase(Locale.ROOT)));
    }

    private static boolean endsInNought(Money money) {
        return money.amount() % TEN == 0;
    }

    private static OptionalInt decimals(Currency currency) {
        String code = currency.getCurrencyCode();
        if (WITHOUT_DECIMALS.contains(code)) {
            return OptionalInt.of(0);
        }
        if (WITH_THREE.contains(code)) {
            return OptionalInt.of(3);
        }
        boolean two = ONCE_WITH_TWO.contains(code) || currency.getDefaultFractionDigits() == 2;
        return two ? OptionalInt.of(2) : OptionalInt.empty();
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= TEN;
        }
        return power;
    }
}
