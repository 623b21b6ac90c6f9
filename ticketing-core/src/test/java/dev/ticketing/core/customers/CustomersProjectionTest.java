package dev.ticketing.core.customers;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.EUR;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.cents;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.recorded;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;
import static dev.ticketing.core.customers.CustomersProjection.CURRENCIES;
import static dev.ticketing.core.customers.CustomersProjection.CUSTOMERS;
import static dev.ticketing.core.customers.CustomersProjection.SHOWS;
import static dev.ticketing.core.customers.CustomersProjection.SPENDING;
import static dev.ticketing.core.customers.CustomersProjection.TICKETS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.MapRows;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class CustomersProjectionTest {

    private final CustomersProjection projection = new CustomersProjection();
    private final MapRows rows = new MapRows();

    @BeforeEach
    void a_show_is_created() {
        apply(Show.at(SHOW).stream(), new ShowCreated(SHOW, OWNER, DETAILS, NOW));
    }

    @Test
    void a_deleted_draft_has_no_sections_that_somebody_could_buy() {
        assertThat(rows.get(SHOWS, SHOW)).isPresent();
        apply(Show.at(SHOW).stream(), new DraftDeleted(NOW));
        assertThat(rows.get(SHOWS, SHOW)).isEmpty();
    }

    @Test
    void whoever_only_tries_to_pay_has_no_sheet() {
        request(1);
        assertThat(rows.all(CUSTOMERS)).isEmpty();
    }

    @Test
    void a_purchase_is_money_tickets_and_a_line_of_its_own() {
        buy(1);
        assertThat(sheet())
                .isEqualTo(
                        new CustomerSheet(
                                List.of(cents(1_000)),
                                2,
                                1,
                                1,
                                new TreeMap<>(Map.of("Stalls", 2)),
                                List.of(purchase(1))));
        assertThat(sheet().favouriteSection()).contains("Stalls");
        assertThat(rows.get(SPENDING, new Spender(CUSTOMER, EUR)))
                .contains(new Spending(cents(1_000), 2));
        assertThat(rows.get(CURRENCIES, EUR)).contains(new CurrencyUse(1));
    }

    @Test
    void the_same_show_again_is_one_event_and_two_purchases() {
        buy(1);
        buy(2);
        assertThat(sheet().events()).isEqualTo(1);
        assertThat(sheet().purchases()).isEqualTo(2);
        assertThat(sheet().recent()).containsExactly(purchase(2), purchase(1));
    }

    @Test
    void the_last_ten_purchases_are_remembered() {
        for (int i = 1; i <= 10; i++) {
            buy(i);
        }
        assertThat(sheet().recent()).hasSize(10).endsWith(purchase(1));
        buy(11);
        assertThat(sheet().recent()).hasSize(10).startsWith(purchase(11)).endsWith(purchase(2));
        assertThat(sheet().purchases()).isEqualTo(11);
    }

    @Test
    void a_purchase_that_was_set_aside_comes_to_its_place_among_later_ones() {
        CustomerSheet late = CustomerSheet.BLANK;
        for (int i : new int[] {1, 3, 4, 2}) {
            late = late.withPurchase(purchase(i), "Stalls", i == 1);
        }
        assertThat(late.recent())
                .containsExactly(purchase(4), purchase(3), purchase(2), purchase(1));
    }

    @Test
    void what_goes_back_is_not_spent() {
        buy(1);
        apply(
                Payment.at(payment(1)).stream(),
                new RefundCompleted(new RefundId(id(7)), cents(400), "ref", NOW));
        assertThat(sheet().spent()).containsExactly(cents(600));
        assertThat(rows.get(SPENDING, new Spender(CUSTOMER, EUR)))
                .contains(new Spending(cents(600), 2));
    }

    @Test
    void void_tickets_count_no_more_and_the_purchase_stays() {
        buy(1);
        voidTicket(10);
        assertThat(sheet().tickets()).isEqualTo(1);
        assertThat(sheet().sections()).containsEntry("Stalls", 1);
        voidTicket(11);
        assertThat(sheet().sections()).isEmpty();
        assertThat(sheet().favouriteSection()).isEmpty();
        assertThat(sheet().purchases()).isEqualTo(1);
        assertThat(rows.get(SPENDING, new Spender(CUSTOMER, EUR)))
                .contains(new Spending(cents(1_000), 0));
        assertThat(rows.all(TICKETS)).isEmpty();
    }

    @Test
    void a_ticket_that_was_handed_on_is_still_its_buyers_purchase() {
        assertThat(projection.interests()).doesNotContain(TicketTransferred.class);
        buy(1);

        voidTicket(10);

        assertThat(sheet().tickets()).as("the buyer's, whoever held it").isEqualTo(1);
    }

    @Test
    void the_favourite_among_equals_is_the_first_in_the_alphabet() {
        CustomerSheet sheet =
                CustomerSheet.BLANK
                        .withPurchase(purchase(1), "Stalls", true)
                        .withPurchase(purchase(2), "Balcony", false);
        assertThat(sheet.favouriteSection()).contains("Balcony");
    }

    @Test
    void what_builds_on_an_event_that_is_missing_cannot_be_handled() {
        assertThatThrownBy(() -> confirm(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> capture(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> voidTicket(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void its_tables_have_names_of_their_own() {
        assertThat(projection.tables()).extracting("name").doesNotHaveDuplicates().hasSize(7);
    }

    private CustomerSheet sheet() {
        return rows.get(CUSTOMERS, CUSTOMER).orElseThrow();
    }

    private static Purchase purchase(int number) {
        return new Purchase(reservation(number), SHOW, NOW, cents(1_000), 2);
    }

    private void buy(int number) {
        request(number);
        capture(number);
        confirm(number);
    }

    private void request(int number) {
        apply(
                Payment.at(payment(number)).stream(),
                new PaymentRequested(
                        new PaymentRequest(
                                payment(number),
                                reservation(number),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                cents(1_000),
                                new PaymentMethod(PaymentMethod.Type.CARD, null),
                                "memory",
                                NOW)));
    }

    private void capture(int number) {
        apply(Payment.at(payment(number)).stream(), new PaymentCaptured("cap", NOW));
    }

    private void confirm(int number) {
        apply(
                Reservation.at(reservation(number)).stream(),
                new ReservationConfirmed(
                        payment(number),
                        List.of(ticket(number * 10), ticket(number * 10 + 1)),
                        NOW));
    }

    private void voidTicket(int number) {
        apply(Ticket.at(ticket(number)).stream(), new TicketVoided(NOW));
    }

    private void apply(StreamId stream, DomainEvent event) {
        assertThat(projection.interests()).contains(event.getClass());
        assertThat(projection.categories()).contains(stream.category());
        projection.apply(recorded(1, stream, NOW, event), rows);
    }
}
