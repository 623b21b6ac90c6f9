package dev.ticketing.testkit.conformance;

import static dev.ticketing.core.customers.CustomersProjection.CURRENCIES;
import static dev.ticketing.core.customers.CustomersProjection.CUSTOMERS;
import static dev.ticketing.core.customers.CustomersProjection.PAYMENTS;
import static dev.ticketing.core.customers.CustomersProjection.SHOWS;
import static dev.ticketing.core.customers.CustomersProjection.SPENDING;
import static dev.ticketing.core.customers.CustomersProjection.TICKETS;
import static dev.ticketing.core.customers.CustomersProjection.VISITED;
import static dev.ticketing.testkit.conformance.SampleRows.EUR;
import static dev.ticketing.testkit.conformance.SampleRows.euros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.customers.CurrencyUse;
import dev.ticketing.core.customers.CustomerFigures.TopSpender;
import dev.ticketing.core.customers.CustomerPayment;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.CustomerShow;
import dev.ticketing.core.customers.CustomerTicket;
import dev.ticketing.core.customers.CustomersProjection;
import dev.ticketing.core.customers.Purchase;
import dev.ticketing.core.customers.SectionNames;
import dev.ticketing.core.customers.ShowPurchases;
import dev.ticketing.core.customers.Spender;
import dev.ticketing.core.customers.Spending;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What customers have bought and spent. Each test has a currency of its own. */
abstract class CustomerRules extends DirectoryRules {

    private final Currency currency = Fresh.currency();

    CustomerRules(DirectoriesConformance suite) {
        super(suite, CustomersProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        UserId customer = Fresh.user();
        filling.put(CUSTOMERS, customer, sheet());
        return () -> directories().customers().of(customer).isPresent();
    }

    @Test
    void what_a_customer_has_bought_comes_as_it_is() {
        UserId customer = Fresh.user();
        UserId other = Fresh.user();
        CustomerSheet sheet = sheet();
        serving().put(CUSTOMERS, customer, sheet);
        serving().put(CUSTOMERS, other, CustomerSheet.BLANK);

        assertThat(directories().customers().of(customer)).contains(sheet);
        assertThat(directories().customers().of(other)).contains(CustomerSheet.BLANK);
        assertThat(directories().customers().of(Fresh.user())).isEmpty();
    }

    @Test
    void who_has_spent_most_comes_first_and_the_smaller_id_among_equals() {
        List<UserId> users = Stream.generate(Fresh::user).limit(3).sorted().toList();
        TopSpender third = spend(users.get(2), currency, 10);
        TopSpender second = spend(users.get(1), currency, 10);
        TopSpender first = spend(users.get(0), currency, 11);

        assertThat(top(currency, 10)).containsExactly(first, second, third);
        assertThat(top(currency, 2)).containsExactly(first, second);
    }

    @Test
    void who_has_spent_nothing_or_in_another_currency_is_not_there() {
        TopSpender spender = spend(Fresh.user(), currency, 1);
        spend(Fresh.user(), currency, 0);
        spend(Fresh.user(), Fresh.currency(), 5);

        assertThat(top(currency, 10)).containsExactly(spender);
        assertThat(top(Fresh.currency(), 10)).isEmpty();
    }

    @Test
    void without_a_currency_it_is_the_one_with_most_purchases_and_the_first_among_equals() {
        List<Currency> equals =
                Stream.of(currency, Fresh.currency())
                        .sorted(
                                (one, other) ->
                                        one.getCurrencyCode().compareTo(other.getCurrencyCode()))
                        .toList();
        TopSpender first = spend(Fresh.user(), equals.get(0), 3);
        TopSpender last = spend(Fresh.user(), equals.get(1), 4);
        long purchases = Fresh.count();
        use(equals.get(0), purchases);

        use(equals.get(1), purchases);
        assertThat(ofCommonest()).containsExactly(first);

        use(equals.get(1), purchases + 1);
        assertThat(ofCommonest()).containsExactly(last);
    }

    @Test
    void what_the_projection_has_to_know_is_kept() {
        UserId customer = Fresh.user();
        ShowId show = Fresh.show();
        PaymentId payment = Fresh.payment();
        TicketId ticket = SampleRows.ticket();
        SectionNames names = new SectionNames(new TreeMap<>(Map.of(Fresh.SECTION, "\"Stalls\"")));
        CustomerPayment paid =
                new CustomerPayment(
                        customer, Fresh.reservation(), show, Fresh.SECTION, euros(98_00));
        CustomerTicket bought = new CustomerTicket(new Spender(customer, EUR), "Stalls");
        CustomerShow visit = new CustomerShow(customer, show);

        serving().put(SHOWS, show, names);
        serving().put(PAYMENTS, payment, paid);
        serving().put(TICKETS, ticket, bought);
        serving().put(VISITED, visit, new ShowPurchases(2));
        use(currency, 0);

        assertThat(serving().load(SHOWS, show)).contains(names);
        assertThat(serving().load(PAYMENTS, payment)).contains(paid);
        assertThat(serving().load(TICKETS, ticket)).contains(bought);
        assertThat(serving().load(VISITED, visit)).contains(new ShowPurchases(2));
        assertThat(serving().load(CURRENCIES, currency)).contains(new CurrencyUse(0));
    }

    private static CustomerSheet sheet() {
        return new CustomerSheet(
                List.of(euros(98_00), new Money(1, Currency.getInstance("USD"))),
                3,
                2,
                1,
                new TreeMap<>(Map.of("Stalls", 2, "Circle", 1)),
                List.of(
                        new Purchase(
                                Fresh.reservation(), Fresh.show(), Fresh.NOW, euros(98_00), 2)));
    }

    private TopSpender spend(UserId customer, Currency in, long amount) {
        Spending spending = new Spending(new Money(amount, in), 3);
        serving().put(SPENDING, new Spender(customer, in), spending);
        return new TopSpender(customer, spending.spent(), spending.tickets());
    }

    private void use(Currency used, long purchases) {
        serving().put(CURRENCIES, used, new CurrencyUse(purchases));
    }

    private List<TopSpender> top(Currency of, int limit) {
        return directories().customers().topSpenders(Optional.of(of), limit);
    }

    private List<TopSpender> ofCommonest() {
        return directories().customers().topSpenders(Optional.empty(), 10);
    }
}
