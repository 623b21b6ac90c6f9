package dev.ticketing.core.customers;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What each customer has bought. A hold that is not paid costs nothing here, and a ticket that was
 * handed on stays with who bought it: a gift is no purchase of its receiver's.
 */
public final class CustomersProjection implements Projection {

    public static final String NAME = "customers";

    public static final Table<UserId, CustomerSheet> CUSTOMERS =
            new Table<>("customer_row", UserId.class, CustomerSheet.class);

    public static final Table<Spender, Spending> SPENDING =
            new Table<>("spending_row", Spender.class, Spending.class);

    public static final Table<Currency, CurrencyUse> CURRENCIES =
            new Table<>("customer_currency", Currency.class, CurrencyUse.class);

    public static final Table<ShowId, SectionNames> SHOWS =
            new Table<>("customer_show", ShowId.class, SectionNames.class);

    public static final Table<PaymentId, CustomerPayment> PAYMENTS =
            new Table<>("customer_payment", PaymentId.class, CustomerPayment.class);

    public static final Table<TicketId, CustomerTicket> TICKETS =
            new Table<>("customer_ticket", TicketId.class, CustomerTicket.class);

    public static final Table<CustomerShow, ShowPurchases> VISITED =
            new Table<>("customer_visited", CustomerShow.class, ShowPurchases.class);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(CUSTOMERS, SPENDING, CURRENCIES, SHOWS, PAYMENTS, TICKETS, VISITED);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(
                ShowCreated.class,
                ShowRevised.class,
                DraftDeleted.class,
                PaymentRequested.class,
                PaymentCaptured.class,
                RefundCompleted.class,
                ReservationConfirmed.class,
                TicketVoided.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("show", "reservation", "payment", "ticket");
    }

    @Override
    public void apply(RecordedEvent recorded, Rows rows) {
        switch (recorded.event()) {
            case ShowCreated created ->
                    rows.put(SHOWS, created.show(), SectionNames.of(created.details()));
            case ShowRevised revised ->
                    rows.put(
                            SHOWS,
                            Show.idOf(recorded.stream()),
                            SectionNames.of(revised.details()));
            case DraftDeleted deleted -> rows.remove(SHOWS, Show.idOf(recorded.stream()));
            case PaymentRequested requested -> request(requested.request(), rows);
            case PaymentCaptured captured -> capture(Payment.idOf(recorded.stream()), rows);
            case RefundCompleted completed ->
                    refund(Payment.idOf(recorded.stream()), completed.amount(), rows);
            case ReservationConfirmed confirmed -> confirm(confirmed, rows);
            case TicketVoided voided -> voidTicket(Ticket.idOf(recorded.stream()), rows);
            default -> {
                // Not among the interests.
            }
        }
    }

    private static void request(PaymentRequest request, Rows rows) {
        rows.put(
                PAYMENTS,
                request.id(),
                new CustomerPayment(
                        request.customer(),
                        request.reservation(),
                        request.show(),
                        request.section(),
                        request.amount()));
    }

    private static void capture(PaymentId id, Rows rows) {
        CustomerPayment payment = rows.require(PAYMENTS, id);
        Money amount = payment.amount();
        change(payment.customer(), sheet -> sheet.withSpent(amount), rows);
        change(buyer(payment), spending -> spending.plus(amount), rows);
    }

    private static void refund(PaymentId id, Money amount, Rows rows) {
        CustomerPayment payment = rows.require(PAYMENTS, id);
        change(payment.customer(), sheet -> sheet.withRefunded(amount), rows);
        change(buyer(payment), spending -> spending.minus(amount), rows);
    }

    private static void confirm(ReservationConfirmed confirmed, Rows rows) {
        CustomerPayment payment = rows.require(PAYMENTS, confirmed.payment());
        String section = rows.require(SHOWS, payment.show()).of(payment.section());
        int quantity = confirmed.tickets().size();
        Purchase purchase =
                new Purchase(
                        payment.reservation(),
                        payment.show(),
                        confirmed.at(),
                        payment.amount(),
                        quantity);
        boolean first = visit(new CustomerShow(payment.customer(), payment.show()), rows);
        change(payment.customer(), sheet -> sheet.withPurchase(purchase, section, first), rows);
        change(buyer(payment), spending -> spending.plusTickets(quantity), rows);
        for (TicketId ticket : confirmed.tickets()) {
            rows.put(TICKETS, ticket, new CustomerTicket(buyer(payment), section));
        }
        Currency currency = payment.amount().currency();
        long before = rows.get(CURRENCIES, currency).map(CurrencyUse::purchases).orElse(0L);
        rows.put(CURRENCIES, currency, new CurrencyUse(before + 1));
    }

    /** True if it is the first time. */
    private static boolean visit(CustomerShow key, Rows rows) {
        Optional<ShowPurchases> before = rows.get(VISITED, key);
        int purchases = before.map(ShowPurchases::purchases).orElse(0);
        rows.put(VISITED, key, new ShowPurchases(purchases + 1));
        return before.isEmpty();
    }

    private static void voidTicket(TicketId id, Rows rows) {
        CustomerTicket ticket = rows.require(TICKETS, id);
        change(ticket.bought().customer(), sheet -> sheet.withoutTicket(ticket.section()), rows);
        change(ticket.bought(), spending -> spending.plusTickets(-1), rows);
        rows.remove(TICKETS, id);
    }

    private static Spender buyer(CustomerPayment payment) {
        return new Spender(payment.customer(), payment.amount().currency());
    }

    private static void change(UserId customer, UnaryOperator<CustomerSheet> change, Rows rows) {
        CustomerSheet before = rows.get(CUSTOMERS, customer).orElse(CustomerSheet.BLANK);
        rows.put(CUSTOMERS, customer, change.apply(before));
    }

    private static void change(Spender spender, UnaryOperator<Spending> change, Rows rows) {
        Spending before = rows.get(SPENDING, spender).orElse(Spending.none(spender.currency()));
        rows.put(SPENDING, spender, change.apply(before));
    }
}
