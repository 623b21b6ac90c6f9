package dev.ticketing.core.sales;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.TierId;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.function.UnaryOperator;

/**
 * The figures of a show.
 *
 * @param currency of all its money
 * @param returns what is on its way back
 * @param givenBack what was given back because the show was cancelled
 * @param days where the show is: of the capture or refund for money, of the sale for tickets
 */
public record SalesSheet(
        Currency currency,
        ZoneId timezone,
        ReservationCounts reservations,
        Returns returns,
        GivenBack givenBack,
        Breakdown<SectionId> sections,
        Breakdown<TierId> tiers,
        Breakdown<LocalDate> days) {

    /** Of a show of which nothing was sold. */
    public static SalesSheet blank(Currency currency, ZoneId timezone) {
        return new SalesSheet(
                currency,
                timezone,
                ReservationCounts.NONE,
                Returns.NONE,
                GivenBack.none(currency),
                Breakdown.none(),
                Breakdown.none(),
                Breakdown.none());
    }

    /** Of the whole show. */
    public Takings total() {
        return sections.total(currency);
    }

    /** What has not gone back. */
    public Money net() {
        Takings total = total();
        return total.revenue().minus(total.refunded());
    }

    /** What is left for each ticket that is not void; halves round to even, none is nothing. */
    public Money averageTicketPrice() {
        int tickets = total().ticketsSold();
        return tickets == 0 ? Money.zero(currency) : net().dividedBy(tickets);
    }

    LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, timezone);
    }

    /** Another currency is for shows of which nothing was sold. */
    SalesSheet in(Currency newCurrency, ZoneId newTimezone) {
        return new SalesSheet(
                newCurrency,
                newTimezone,
                reservations,
                returns,
                newCurrency.equals(currency) ? givenBack : GivenBack.none(newCurrency),
                sections,
                tiers,
                days);
    }

    SalesSheet with(ReservationCounts counts) {
        return new SalesSheet(
                currency, timezone, counts, returns, givenBack, sections, tiers, days);
    }

    SalesSheet with(Returns now) {
        return new SalesSheet(
                currency, timezone, reservations, now, givenBack, sections, tiers, days);
    }

    SalesSheet with(GivenBack now) {
        return new SalesSheet(
                currency, timezone, reservations, returns, now, sections, tiers, days);
    }

    SalesSheet with(SectionId section, TierId tier, LocalDate day, UnaryOperator<Takings> change) {
        return new SalesSheet(
                currency,
                timezone,
                reservations,
                returns,
                givenBack,
                sections.with(section, currency, change),
                tiers.with(tier, currency, change),
                days.with(day, currency, change));
    }
}
