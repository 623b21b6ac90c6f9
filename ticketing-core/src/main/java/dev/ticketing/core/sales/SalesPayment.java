package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A payment, and how it spreads over tiers.
 *
 * @param parts as many as the reservation has lines
 * @param late refunds that take longer than they should
 * @param ofCancellation refunds that are under way because the show was cancelled
 */
public record SalesPayment(
        ShowId show,
        SectionId section,
        List<Part> parts,
        Set<RefundId> late,
        Set<RefundId> ofCancellation) {

    public SalesPayment {
        parts = List.copyOf(parts);
        late = Set.copyOf(late);
        ofCancellation = Set.copyOf(ofCancellation);
    }

    /**
     * The share of a tier.
     *
     * @param refunded of the amount
     */
    public record Part(TierId tier, Money amount, Money refunded) {

        Money left() {
            return amount.minus(refunded);
        }
    }

    /** An amount asked for a reservation, in proportion to the prices of its lines. */
    static SalesPayment of(SalesReservation reservation, Money amount) {
        List<SalesReservation.Line> lines = reservation.lines();
        List<Money> shares =
                Shares.of(amount, lines.stream().map(SalesReservation.Line::total).toList());
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            parts.add(new Part(lines.get(i).tier(), shares.get(i), Money.zero(amount.currency())));
        }
        return new SalesPayment(
                reservation.show(), reservation.section(), parts, Set.of(), Set.of());
    }

    /** How a refund spreads over the parts: in proportion to what is left of each. */
    List<Money> sharesOf(Money refund) {
        return Shares.of(refund, parts.stream().map(Part::left).toList());
    }

    SalesPayment less(List<Money> shares) {
        List<Part> after = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            after.add(new Part(part.tier(), part.amount(), part.refunded().plus(shares.get(i))));
        }
        return new SalesPayment(show, section, after, late, ofCancellation);
    }

    SalesPayment late(RefundId refund) {
        return new SalesPayment(show, section, parts, with(late, refund), ofCancellation);
    }

    SalesPayment ofCancellation(RefundId refund) {
        return new SalesPayment(show, section, parts, late, with(ofCancellation, refund));
    }

    SalesPayment done(RefundId refund) {
        return new SalesPayment(
                show, section, parts, without(late, refund), without(ofCancellation, refund));
    }

    private static Set<RefundId> with(Set<RefundId> some, RefundId one) {
        Set<RefundId> more = new HashSet<>(some);
        more.add(one);
        return more;
    }

    private static Set<RefundId> without(Set<RefundId> some, RefundId one) {
        Set<RefundId> fewer = new HashSet<>(some);
        fewer.remove(one);
        return fewer;
    }
}
