package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Spreads money over parts so that not a cent is lost: by the largest remainder. */
final class Shares {

    private Shares() {}

    /**
     * A share for each weight, in proportion to it; the first of equals gets what is left over.
     * None is larger than its weight if the amount is not larger than all of them together.
     *
     * @throws IllegalStateException for an amount that no weight can bear
     */
    static List<Money> of(Money amount, List<Money> weights) {
        BigInteger total =
                weights.stream().map(Shares::exact).reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() == 0) {
            if (!amount.isZero()) {
                throw new IllegalStateException("nothing to bear " + amount);
            }
            return weights;
        }
        List<Share> shares = weights.stream().map(weight -> share(amount, weight, total)).toList();
        long spread = shares.stream().mapToLong(Share::whole).sum();
        List<Integer> first =
                IntStream.range(0, shares.size())
                        .boxed()
                        .sorted(Comparator.comparing(i -> shares.get(i).rest().negate()))
                        .limit(amount.amount() - spread)
                        .toList();
        List<Money> exact = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            long more = first.contains(i) ? 1 : 0;
            exact.add(new Money(shares.get(i).whole() + more, amount.currency()));
        }
        return exact;
    }

    /** What falls to a part, cut off to minor units, and what was cut off. */
    private record Share(long whole, BigInteger rest) {}

    private static Share share(Money amount, Money weight, BigInteger total) {
        BigInteger[] parts = exact(amount).multiply(exact(weight)).divideAndRemainder(total);
        return new Share(parts[0].longValueExact(), parts[1]);
    }

    private static BigInteger exact(Money money) {
        return BigInteger.valueOf(money.amount());
    }
}
