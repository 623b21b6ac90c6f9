package dev.ticketing.http;

import dev.ticketing.core.application.Analytics.SectionSales;
import dev.ticketing.core.application.Analytics.ShowSales;
import dev.ticketing.core.sales.ReservationCounts;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.Takings;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.ShowDetails;

import java.math.BigDecimal;
import java.util.List;

/** What an event has brought in, as its organizers see it. */
record SalesJson(
        String eventId,
        MoneyJson revenue,
        MoneyJson refunded,
        MoneyJson net,
        int ticketsSold,
        ReservationCounts reservations,
        MoneyJson averageTicketPrice,
        List<SectionJson> bySection,
        List<TierJson> byTier,
        List<DayJson> byDay) {

    record SectionJson(
            String sectionId,
            String name,
            MoneyJson revenue,
            MoneyJson refunded,
            int ticketsSold) {}

    record TierJson(
            String tierId, String name, MoneyJson revenue, MoneyJson refunded, int ticketsSold) {}

    record DayJson(String day, MoneyJson revenue, MoneyJson refunded, int ticketsSold) {}

    /**
     * @param share of the capacity, from 0 to 1
     */
    record PopularJson(
            String sectionId, String name, int capacity, int ticketsSold, BigDecimal share) {

        static PopularJson of(SectionSales sales) {
            return new PopularJson(
                    sales.section().id().value(),
                    sales.section().name(),
                    sales.section().seating().capacity(),
                    sales.sold(),
                    sales.share());
        }
    }

    /** In some days more may have gone than come: {@code net} is then below zero. */
    record TurnoverJson(String currency, MoneyJson revenue, MoneyJson refunded, MoneyJson net) {

        static TurnoverJson of(Turnover turnover) {
            MoneyJson revenue = MoneyJson.of(turnover.revenue());
            MoneyJson refunded = MoneyJson.of(turnover.refunded());
            return new TurnoverJson(
                    revenue.currency(),
                    revenue,
                    refunded,
                    new MoneyJson(revenue.amount() - refunded.amount(), revenue.currency()));
        }
    }

    static SalesJson of(ShowSales sales) {
        SalesSheet sheet = sales.sheet();
        Takings total = sheet.total();
        return new SalesJson(
                sales.show().facts().id().toString(),
                MoneyJson.of(total.revenue()),
                MoneyJson.of(total.refunded()),
                MoneyJson.of(sheet.net()),
                total.ticketsSold(),
                sheet.reservations().atLeastNone(),
                MoneyJson.of(sheet.averageTicketPrice()),
                bySection(sales.show().details(), sheet),
                byTier(sales.show().details(), sheet),
                byDay(sheet));
    }

    private static List<SectionJson> bySection(ShowDetails details, SalesSheet sheet) {
        return details.sections().stream()
                .map(
                        section -> {
                            Takings takings = sheet.sections().of(section.id(), sheet.currency());
                            return new SectionJson(
                                    section.id().value(),
                                    section.name(),
                                    MoneyJson.of(takings.revenue()),
                                    MoneyJson.of(takings.refunded()),
                                    takings.ticketsSold());
                        })
                .toList();
    }

    private static List<TierJson> byTier(ShowDetails details, SalesSheet sheet) {
        return details.tiers().stream()
                .map(
                        tier -> {
                            Takings takings = sheet.tiers().of(tier.id(), sheet.currency());
                            return new TierJson(
                                    tier.id().value(),
                                    tier.name(),
                                    MoneyJson.of(takings.revenue()),
                                    MoneyJson.of(takings.refunded()),
                                    takings.ticketsSold());
                        })
                .toList();
    }

    private static List<DayJson> byDay(SalesSheet sheet) {
        return sheet.days().parts().entrySet().stream()
                .map(
                        day ->
                                new DayJson(
                                        day.getKey().toString(),
                                        MoneyJson.of(day.getValue().revenue()),
                                        MoneyJson.of(day.getValue().refunded()),
                                        day.getValue().ticketsSold()))
                .toList();
    }
}
