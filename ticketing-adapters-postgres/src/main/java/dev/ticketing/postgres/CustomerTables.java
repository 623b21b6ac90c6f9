package dev.ticketing.postgres;

import dev.ticketing.core.customers.CurrencyUse;
import dev.ticketing.core.customers.CustomerPayment;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.CustomerShow;
import dev.ticketing.core.customers.CustomerTicket;
import dev.ticketing.core.customers.CustomersProjection;
import dev.ticketing.core.customers.SectionNames;
import dev.ticketing.core.customers.ShowPurchases;
import dev.ticketing.core.customers.Spender;
import dev.ticketing.core.customers.Spending;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** How the figures of customers are stored. */
final class CustomerTables {

    private static final RowTable<UserId, CustomerSheet> CUSTOMERS =
            new RowTable<>(
                    CustomersProjection.CUSTOMERS,
                    List.of(Column.id("customer", UserId::value)),
                    CustomerTables::customer,
                    List.of(),
                    CustomerShapes.SHEET);

    private static final RowTable<Spender, Spending> SPENDING =
            new RowTable<>(
                    CustomersProjection.SPENDING,
                    List.of(
                            Column.id("customer", key -> key.customer().value()),
                            Column.text("currency", key -> key.currency().getCurrencyCode())),
                    row -> new Spender(customer(row), currency(row)),
                    List.of(Column.number("spent", row -> row.spent().amount())),
                    CustomerShapes.SPENDING);

    private static final RowTable<Currency, CurrencyUse> CURRENCIES =
            new RowTable<>(
                    CustomersProjection.CURRENCIES,
                    List.of(Column.text("currency", Currency::getCurrencyCode)),
                    CustomerTables::currency,
                    List.of(Column.number("purchases", CurrencyUse::purchases)),
                    CustomerShapes.USE);

    private static final RowTable<ShowId, SectionNames> SHOWS =
            new RowTable<>(
                    CustomersProjection.SHOWS,
                    List.of(Column.id("show_id", ShowId::value)),
                    CustomerTables::show,
                    List.of(),
                    CustomerShapes.NAMES);

    private static final RowTable<PaymentId, CustomerPayment> PAYMENTS =
            new RowTable<>(
                    CustomersProjection.PAYMENTS,
                    List.of(Column.id("payment_id", PaymentId::value)),
                    row -> new PaymentId(row.getObject("payment_id", UUID.class)),
                    List.of(),
                    CustomerShapes.PAYMENT);

    private static final RowTable<TicketId, CustomerTicket> TICKETS =
            new RowTable<>(
                    CustomersProjection.TICKETS,
                    List.of(Column.id("ticket_id", TicketId::value)),
                    row -> new TicketId(row.getObject("ticket_id", UUID.class)),
                    List.of(),
                    CustomerShapes.TICKET);

    private static final RowTable<CustomerShow, ShowPurchases> VISITED =
            new RowTable<>(
                    CustomersProjection.VISITED,
                    List.of(
                            Column.id("customer", key -> key.customer().value()),
                            Column.id("show_id", key -> key.show().value())),
                    row -> new CustomerShow(customer(row), show(row)),
                    List.of(),
                    CustomerShapes.PURCHASES);

    static final ConsumerTables ALL =
            new ConsumerTables(
                    CustomersProjection.NAME,
                    List.of(CUSTOMERS, SPENDING, CURRENCIES, SHOWS, PAYMENTS, TICKETS, VISITED));

    private CustomerTables() {}

    private static UserId customer(ResultSet row) throws SQLException {
        return new UserId(row.getObject("customer", UUID.class));
    }

    private static Currency currency(ResultSet row) throws SQLException {
        return Currency.getInstance(row.getString("currency"));
    }

    private static ShowId show(ResultSet row) throws SQLException {
        return new ShowId(row.getObject("show_id", UUID.class));
    }
}
