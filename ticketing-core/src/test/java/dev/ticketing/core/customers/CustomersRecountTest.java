package dev.ticketing.core.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.MapRows;
import dev.ticketing.core.RandomBusiness;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The figures, compared with counting the whole log anew in the plainest way. */
class CustomersRecountTest {

    private static final int STEPS = 300;

    private List<RecordedEvent> log = List.of();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_sheets_are_what_a_recount_finds(long seed) {
        log = RandomBusiness.events(seed, STEPS);
        MapRows rows = MapRows.of(new CustomersProjection(), log);
        for (int i = 0; i < RandomBusiness.customers(); i++) {
            UserId customer = RandomBusiness.customer(i);
            CustomerSheet sheet = rows.get(CustomersProjection.CUSTOMERS, customer).orElseThrow();
            assertThat(sheet).isEqualTo(recounted(customer));
            for (Money spent : sheet.spent()) {
                Spender spender = new Spender(customer, spent.currency());
                assertThat(rows.get(CustomersProjection.SPENDING, spender))
                        .contains(new Spending(spent, tickets(customer, spent)));
            }
        }
        assertThat(rows.all(CustomersProjection.CURRENCIES).values())
                .extracting(CurrencyUse::purchases)
                .satisfies(
                        each ->
                                assertThat(each.stream().mapToLong(n -> n).sum())
                                        .isEqualTo(events(ReservationConfirmed.class).count()));
    }

    private CustomerSheet recounted(UserId customer) {
        Map<String, Integer> sections = new TreeMap<>();
        List<Purchase> purchases = new ArrayList<>();
        confirmed(customer)
                .forEach(
                        event -> {
                            ReservationConfirmed confirmed = (ReservationConfirmed) event.event();
                            PaymentRequest paid = request(confirmed.payment().toString());
                            purchases.addFirst(
                                    new Purchase(
                                            paid.reservation(),
                                            paid.show(),
                                            confirmed.at(),
                                            paid.amount(),
                                            confirmed.tickets().size()));
                            confirmed.tickets().stream()
                                    .filter(this::isValid)
                                    .forEach(
                                            ticket ->
                                                    sections.merge(
                                                            "Hall " + paid.section(),
                                                            1,
                                                            Integer::sum));
                        });
        return new CustomerSheet(
                spent(customer),
                sections.values().stream().mapToInt(n -> n).sum(),
                purchases.size(),
                (int) purchases.stream().map(Purchase::show).distinct().count(),
                new TreeMap<>(sections),
                purchases.subList(0, Math.min(purchases.size(), 10)));
    }

    private List<Money> spent(UserId customer) {
        Map<String, Long> sums = new TreeMap<>();
        events(PaymentCaptured.class)
                .map(event -> request(event.stream().key()))
                .filter(request -> request.customer().equals(customer))
                .forEach(
                        request ->
                                sums.merge(
                                        request.amount().currency().getCurrencyCode(),
                                        request.amount().amount(),
                                        Long::sum));
        events(RefundCompleted.class)
                .filter(event -> request(event.stream().key()).customer().equals(customer))
                .map(event -> ((RefundCompleted) event.event()).amount())
                .forEach(
                        back ->
                                sums.merge(
                                        back.currency().getCurrencyCode(),
                                        -back.amount(),
                                        Long::sum));
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getValue(), currency(sum.getKey())))
                .toList();
    }

    private int tickets(UserId customer, Money like) {
        return (int)
                confirmed(customer)
                        .map(event -> (ReservationConfirmed) event.event())
                        .filter(
                                confirmed ->
                                        request(confirmed.payment().toString())
                                                .amount()
                                                .currency()
                                                .equals(like.currency()))
                        .flatMap(confirmed -> confirmed.tickets().stream())
                        .filter(this::isValid)
                        .count();
    }

    private Stream<RecordedEvent> confirmed(UserId customer) {
        return events(ReservationConfirmed.class)
                .filter(
                        event -> {
                            ReservationConfirmed confirmed = (ReservationConfirmed) event.event();
                            String payment = confirmed.payment().toString();
                            return request(payment).customer().equals(customer);
                        });
    }

    private boolean isValid(TicketId ticket) {
        return events(TicketVoided.class)
                .noneMatch(event -> event.stream().equals(Ticket.at(ticket).stream()));
    }

    private PaymentRequest request(String payment) {
        return events(PaymentRequested.class)
                .map(event -> ((PaymentRequested) event.event()).request())
                .filter(request -> request.id().toString().equals(payment))
                .findFirst()
                .orElseThrow();
    }

    private Stream<RecordedEvent> events(Class<? extends DomainEvent> type) {
        return log.stream().filter(event -> type.isInstance(event.event()));
    }

    private static Currency currency(String code) {
        return Currency.getInstance(code);
    }
}
