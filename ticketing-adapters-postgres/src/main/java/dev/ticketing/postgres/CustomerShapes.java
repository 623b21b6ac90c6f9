package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.MONEY;

import dev.ticketing.core.customers.CurrencyUse;
import dev.ticketing.core.customers.CustomerPayment;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.CustomerTicket;
import dev.ticketing.core.customers.Purchase;
import dev.ticketing.core.customers.SectionNames;
import dev.ticketing.core.customers.ShowPurchases;
import dev.ticketing.core.customers.Spender;
import dev.ticketing.core.customers.Spending;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the rows of customers look like. */
final class CustomerShapes {

    /** How many tickets are in sections of a name. */
    private record Count(String name, int tickets) {
        static Count of(Map.Entry<String, Integer> entry) {
            return new Count(entry.getKey(), entry.getValue());
        }
    }

    /** What a section is called. */
    private record Named(SectionId section, String name) {
        static Named of(Map.Entry<SectionId, String> entry) {
            return new Named(entry.getKey(), entry.getValue());
        }
    }

    private static final Shape<Count> COUNT =
            new Shape<>(
                    (count, out) -> out.text("name", count.name).number("tickets", count.tickets),
                    in -> new Count(in.text("name"), in.smallNumber("tickets")));

    private static final Shape<Named> NAMED =
            new Shape<>(
                    (named, out) ->
                            out.text("section", named.section.value()).text("name", named.name),
                    in -> new Named(new SectionId(in.text("section")), in.text("name")));

    private static final Shape<Purchase> PURCHASE =
            new Shape<>(
                    (purchase, out) ->
                            out.id("reservation", purchase.reservation().value())
                                    .id("show", purchase.show().value())
                                    .instant("at", purchase.at())
                                    .object("total", purchase.total(), MONEY)
                                    .number("quantity", purchase.quantity()),
                    in ->
                            new Purchase(
                                    new ReservationId(in.id("reservation")),
                                    new ShowId(in.id("show")),
                                    in.instant("at"),
                                    in.object("total", MONEY),
                                    in.smallNumber("quantity")));

    static final Shape<CustomerSheet> SHEET =
            new Shape<>(CustomerShapes::write, CustomerShapes::readSheet);

    static final Shape<Spending> SPENDING =
            new Shape<>(
                    (spending, out) ->
                            out.object("spent", spending.spent(), MONEY)
                                    .number("tickets", spending.tickets()),
                    in -> new Spending(in.object("spent", MONEY), in.smallNumber("tickets")));

    static final Shape<CurrencyUse> USE =
            new Shape<>(
                    (use, out) -> out.number("purchases", use.purchases()),
                    in -> new CurrencyUse(in.number("purchases")));

    static final Shape<SectionNames> NAMES =
            new Shape<>(
                    (names, out) ->
                            out.objects(
                                    "sections",
                                    names.names().entrySet().stream().map(Named::of).toList(),
                                    NAMED),
                    in -> names(in.objects("sections", NAMED)));

    static final Shape<CustomerPayment> PAYMENT =
            new Shape<>(
                    (payment, out) ->
                            out.id("customer", payment.customer().value())
                                    .id("reservation", payment.reservation().value())
                                    .id("show", payment.show().value())
                                    .text("section", payment.section().value())
                                    .object("amount", payment.amount(), MONEY),
                    in ->
                            new CustomerPayment(
                                    new UserId(in.id("customer")),
                                    new ReservationId(in.id("reservation")),
                                    new ShowId(in.id("show")),
                                    new SectionId(in.text("section")),
                                    in.object("amount", MONEY)));

    static final Shape<CustomerTicket> TICKET =
            new Shape<>(
                    (ticket, out) ->
                            out.id("customer", ticket.bought().customer().value())
                                    .text("currency", ticket.bought().currency().getCurrencyCode())
                                    .text("section", ticket.section()),
                    in ->
                            new CustomerTicket(
                                    new Spender(
                                            new UserId(in.id("customer")),
                                            Currency.getInstance(in.text("currency"))),
                                    in.text("section")));

    static final Shape<ShowPurchases> PURCHASES =
            new Shape<>(
                    (purchases, out) -> out.number("purchases", purchases.purchases()),
                    in -> new ShowPurchases(in.smallNumber("purchases")));

    private CustomerShapes() {}

    private static void write(CustomerSheet sheet, JsonOut out) throws IOException {
        out.objects("spent", sheet.spent(), MONEY)
                .number("tickets", sheet.tickets())
                .number("purchases", sheet.purchases())
                .number("events", sheet.events())
                .objects(
                        "sections",
                        sheet.sections().entrySet().stream().map(Count::of).toList(),
                        COUNT)
                .objects("recent", sheet.recent(), PURCHASE);
    }

    private static CustomerSheet readSheet(JsonIn in) {
        SortedMap<String, Integer> sections = new TreeMap<>();
        in.objects("sections", COUNT).forEach(count -> sections.put(count.name, count.tickets));
        return new CustomerSheet(
                in.objects("spent", MONEY),
                in.smallNumber("tickets"),
                in.smallNumber("purchases"),
                in.smallNumber("events"),
                sections,
                in.objects("recent", PURCHASE));
    }

    private static SectionNames names(List<Named> sections) {
        SortedMap<SectionId, String> names = new TreeMap<>();
        sections.forEach(section -> names.put(section.section, section.name));
        return new SectionNames(names);
    }
}
