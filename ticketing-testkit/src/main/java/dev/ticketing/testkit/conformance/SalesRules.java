package dev.ticketing.testkit.conformance;

import static dev.ticketing.core.sales.SalesProjection.PAYMENTS;
import static dev.ticketing.core.sales.SalesProjection.RESERVATIONS;
import static dev.ticketing.core.sales.SalesProjection.REVENUE;
import static dev.ticketing.core.sales.SalesProjection.SALES;
import static dev.ticketing.core.sales.SalesProjection.TICKETS;
import static dev.ticketing.testkit.conformance.SampleRows.EUR;
import static dev.ticketing.testkit.conformance.SampleRows.TIER;
import static dev.ticketing.testkit.conformance.SampleRows.euros;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.sales.Breakdown;
import dev.ticketing.core.sales.GivenBack;
import dev.ticketing.core.sales.ReservationCounts;
import dev.ticketing.core.sales.Returns;
import dev.ticketing.core.sales.RevenueDay;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.sales.SalesPayment;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.sales.SalesReservation;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.SalesTicket;
import dev.ticketing.core.sales.Takings;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What shows have brought in. Each test has days of its own. */
abstract class SalesRules extends DirectoryRules {

    private static final Currency USD = Currency.getInstance("USD");
    private static final LocalDate SOME_DAY = LocalDate.parse("2027-06-01");
    private static final Takings TAKINGS = new Takings(euros(98_00), euros(10_00), 2);

    private final LocalDate day = LocalDate.ofInstant(Fresh.week(), ZoneOffset.UTC);

    SalesRules(DirectoriesConformance suite) {
        super(suite, SalesProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        ShowId show = Fresh.show();
        filling.put(SALES, show, sheet());
        return () -> directories().sales().of(show).isPresent();
    }

    @Test
    void the_figures_of_a_show_come_as_they_are() {
        ShowId show = Fresh.show();
        ShowId other = Fresh.show();
        SalesSheet blank = SalesSheet.blank(USD, ZoneOffset.UTC);
        serving().put(SALES, show, sheet());
        serving().put(SALES, other, blank);

        assertThat(directories().sales().of(show)).contains(sheet());
        assertThat(directories().sales().of(other)).contains(blank);
        assertThat(directories().sales().of(Fresh.show())).isEmpty();
    }

    @Test
    void payments_with_money_that_is_late_are_listed_by_their_ids_page_by_page() {
        ShowId show = Fresh.show();
        List<PaymentId> late = List.of(Fresh.payment(), Fresh.payment(), Fresh.payment());
        late.forEach(id -> serving().put(PAYMENTS, id, paid(show, new RefundId(Fresh.id()))));
        serving().put(PAYMENTS, Fresh.payment(), paid(show));
        serving().put(PAYMENTS, Fresh.payment(), paid(Fresh.show(), new RefundId(Fresh.id())));
        List<PaymentId> sorted =
                late.stream().sorted(Comparator.comparing(PaymentId::toString)).toList();

        SalesFigures sales = directories().sales();
        assertThat(sales.lateReturns(show, Optional.empty(), 2)).isEqualTo(sorted.subList(0, 2));
        assertThat(sales.lateReturns(show, Optional.of(sorted.get(1)), 2))
                .containsExactly(sorted.get(2));
        assertThat(sales.lateReturns(show, Optional.of(sorted.get(2)), 2)).isEmpty();
        assertThat(sales.lateReturns(Fresh.show(), Optional.empty(), 2)).isEmpty();
    }

    private static SalesPayment paid(ShowId show, RefundId... late) {
        return new SalesPayment(
                show,
                Fresh.SECTION,
                List.of(new SalesPayment.Part(TIER, euros(98_00), euros(1))),
                Set.of(late),
                Set.of(new RefundId(Fresh.id())));
    }

    @Test
    void what_came_and_went_is_summed_up_by_currency() {
        turnOver(USD, day, 5, 1);
        turnOver(EUR, day, 100, 0);
        turnOver(EUR, day.plusDays(1), 0, 30);

        assertThat(revenue(day, day.plusDays(2)))
                .containsExactly(turnover(EUR, 100, 30), turnover(USD, 5, 1));
    }

    @Test
    void the_first_day_counts_and_the_day_after_the_last_does_not() {
        turnOver(EUR, day, 1, 0);
        turnOver(EUR, day.plusDays(1), 20, 0);
        turnOver(EUR, day.plusDays(2), 300, 0);

        assertThat(revenue(day.plusDays(1), day.plusDays(2))).containsExactly(turnover(EUR, 20, 0));
        assertThat(revenue(day, day.plusDays(3))).containsExactly(turnover(EUR, 321, 0));
        assertThat(revenue(day, day)).isEmpty();
        assertThat(revenue(day.plusDays(3), day.plusDays(5))).isEmpty();
    }

    @Test
    void the_days_may_be_open() {
        Optional<LocalDate> to = Optional.of(day.plusDays(1));
        List<Turnover> before = directories().sales().revenue(Optional.empty(), to);
        List<Turnover> all = directories().sales().revenue(Optional.empty(), Optional.empty());
        List<Turnover> after =
                directories()
                        .sales()
                        .revenue(Optional.of(LocalDate.MIN), Optional.of(LocalDate.MAX));
        assertThat(after).isEqualTo(all);

        turnOver(EUR, day, 7, 2);

        assertThat(directories().sales().revenue(Optional.empty(), to))
                .contains(plus(before, turnover(EUR, 7, 2)));
        assertThat(directories().sales().revenue(Optional.empty(), Optional.empty()))
                .contains(plus(all, turnover(EUR, 7, 2)));
    }

    @Test
    void what_the_projection_has_to_know_is_kept() {
        ReservationId reservation = Fresh.reservation();
        PaymentId payment = Fresh.payment();
        TicketId ticket = SampleRows.ticket();
        ShowId show = Fresh.show();
        SalesReservation reserved =
                new SalesReservation(
                        show,
                        Fresh.SECTION,
                        List.of(new SalesReservation.Line(TIER, 2, euros(98_00))),
                        SalesReservation.Stage.CANCELLED);
        SalesPayment paid = paid(show, new RefundId(Fresh.id()));
        SalesTicket sold = new SalesTicket(show, Fresh.SECTION, TIER, SOME_DAY);

        serving().put(RESERVATIONS, reservation, reserved);
        serving().put(PAYMENTS, payment, paid);
        serving().put(TICKETS, ticket, sold);
        turnOver(EUR, day, 3, 4);

        assertThat(serving().load(RESERVATIONS, reservation)).contains(reserved);
        assertThat(serving().load(PAYMENTS, payment)).contains(paid);
        assertThat(serving().load(TICKETS, ticket)).contains(sold);
        assertThat(serving().load(REVENUE, new RevenueDay(EUR, day))).contains(turnover(EUR, 3, 4));
    }

    private static SalesSheet sheet() {
        return new SalesSheet(
                EUR,
                ZoneId.of("Europe/Berlin"),
                new ReservationCounts(1, 2, 3, 4, 5),
                new Returns(3, 1),
                new GivenBack(true, 7, euros(2)),
                part(Fresh.SECTION),
                part(new TierId("full")),
                part(SOME_DAY));
    }

    private static <K extends Comparable<? super K>> Breakdown<K> part(K key) {
        TreeMap<K, Takings> parts = new TreeMap<>();
        parts.put(key, TAKINGS);
        return new Breakdown<>(parts);
    }

    private void turnOver(Currency currency, LocalDate on, long revenue, long refunded) {
        RevenueDay key = new RevenueDay(currency, on);
        serving().put(REVENUE, key, turnover(currency, revenue, refunded));
    }

    private static Turnover turnover(Currency currency, long revenue, long refunded) {
        return new Turnover(new Money(revenue, currency), new Money(refunded, currency));
    }

    private static Turnover plus(List<Turnover> before, Turnover more) {
        return before.stream()
                .filter(one -> one.revenue().currency().equals(more.revenue().currency()))
                .findFirst()
                .map(more::plus)
                .orElse(more);
    }

    private List<Turnover> revenue(LocalDate from, LocalDate to) {
        return directories().sales().revenue(Optional.of(from), Optional.of(to));
    }
}
