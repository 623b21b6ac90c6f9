package dev.ticketing.core.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.MapRows;
import dev.ticketing.core.RandomBusiness;
import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The figures, compared with counting the whole log anew in the plainest way. */
class SalesRecountTest {

    private static final int STEPS = 800;

    private final Map<String, Terms> reservations = new HashMap<>();
    private final Map<String, String> payments = new HashMap<>();
    private final Set<StreamId> confirmed = new HashSet<>();
    private final Set<StreamId> cancelled = new HashSet<>();
    private List<RecordedEvent> log = List.of();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void the_sheets_are_what_a_recount_finds(long seed) {
        log = RandomBusiness.events(seed, STEPS);
        index();
        MapRows rows = MapRows.of(new SalesProjection(), log);
        for (int i = 0; i < RandomBusiness.shows(); i++) {
            ShowId show = RandomBusiness.show(i);
            SalesSheet sheet = rows.get(SalesProjection.SALES, show).orElseThrow();
            assertReservations(sheet, show);
            assertTotals(sheet, show);
            assertReturns(sheet, show);
            assertParts(sheet, show);
        }
        assertThat(sums(rows.all(SalesProjection.REVENUE))).isEqualTo(recountedTurnover());
    }

    private void assertReservations(SalesSheet sheet, ShowId show) {
        long lapsed =
                log.stream()
                        .filter(event -> event.event() instanceof HoldsLapsed)
                        .filter(event -> SectionKey.of(event.stream()).show().equals(show))
                        .count();
        assertThat(lapsed).isPositive();
        long expired = lapsed + of(show, ReservationExpired.class).count();
        long sold = of(show, ReservationConfirmed.class).count();
        long ended = of(show, ReservationCancelled.class).count();
        long cancelledLater =
                of(show, ReservationCancelled.class).filter(this::wasConfirmed).count();
        long started = of(show, ReservationStarted.class).count();
        assertThat(cancelledLater).isPositive();
        assertThat(sheet.reservations())
                .isEqualTo(
                        new ReservationCounts(
                                started - expired - sold - (ended - cancelledLater),
                                sold - cancelledLater,
                                expired,
                                ended,
                                0));
    }

    private void assertReturns(SalesSheet sheet, ShowId show) {
        long begun = of(show, RefundRequested.class).count();
        long done = of(show, RefundCompleted.class).count();
        assertThat(sheet.returns()).isEqualTo(new Returns(begun - done, 0));
    }

    private void assertTotals(SalesSheet sheet, ShowId show) {
        Takings total = sheet.total();
        assertThat(total.revenue().amount()).isPositive().isEqualTo(captured(show, any -> true));
        assertThat(total.refunded().amount()).isPositive().isEqualTo(refunded(show, any -> true));
        assertThat(sheet.tiers().total(sheet.currency())).isEqualTo(total);
        assertThat(sheet.days().total(sheet.currency())).isEqualTo(total);
        assertThat(sheet.tiers().parts().values())
                .allSatisfy(
                        tier -> assertThat(tier.refunded().isMoreThan(tier.revenue())).isFalse());
    }

    private void assertParts(SalesSheet sheet, ShowId show) {
        ZoneId zone = last(ShowRevised.class, show).details().timezone();
        sheet.sections()
                .parts()
                .forEach(
                        (section, takings) -> {
                            Predicate<RecordedEvent> here =
                                    event -> terms(event).section().equals(section);
                            assertThat(takings.revenue().amount()).isEqualTo(captured(show, here));
                            assertThat(takings.refunded().amount()).isEqualTo(refunded(show, here));
                            assertThat(takings.ticketsSold()).isEqualTo(tickets(show, here));
                        });
        sheet.days()
                .parts()
                .forEach(
                        (day, takings) -> {
                            Predicate<RecordedEvent> then =
                                    event ->
                                            LocalDate.ofInstant(event.recordedAt(), zone)
                                                    .equals(day);
                            assertThat(takings.revenue().amount()).isEqualTo(captured(show, then));
                            assertThat(takings.refunded().amount()).isEqualTo(refunded(show, then));
                            assertThat(takings.ticketsSold()).isEqualTo(tickets(show, then));
                        });
        sheet.tiers()
                .parts()
                .forEach(
                        (tier, takings) ->
                                assertThat(takings.ticketsSold())
                                        .isEqualTo(
                                                live(show)
                                                        .flatMap(e -> terms(e).lines().stream())
                                                        .filter(line -> line.tier().equals(tier))
                                                        .mapToInt(PriceLine::quantity)
                                                        .sum()));
    }

    private long captured(ShowId show, Predicate<RecordedEvent> filter) {
        return of(show, PaymentCaptured.class)
                .filter(filter)
                .mapToLong(event -> terms(event).total().amount())
                .sum();
    }

    private long refunded(ShowId show, Predicate<RecordedEvent> filter) {
        return of(show, RefundCompleted.class)
                .filter(filter)
                .mapToLong(event -> ((RefundCompleted) event.event()).amount().amount())
                .sum();
    }

    private int tickets(ShowId show, Predicate<RecordedEvent> filter) {
        return live(show).filter(filter).mapToInt(event -> terms(event).places().quantity()).sum();
    }

    /** Confirmations that were not taken back. */
    private Stream<RecordedEvent> live(ShowId show) {
        return of(show, ReservationConfirmed.class)
                .filter(event -> !cancelled.contains(event.stream()));
    }

    private boolean wasConfirmed(RecordedEvent event) {
        return confirmed.contains(event.stream());
    }

    private Map<String, Long> recountedTurnover() {
        Map<String, Long> sums = new TreeMap<>();
        for (int i = 0; i < RandomBusiness.shows(); i++) {
            of(RandomBusiness.show(i), PaymentCaptured.class)
                    .forEach(e -> sums.merge("+" + day(e), terms(e).total().amount(), Long::sum));
            of(RandomBusiness.show(i), RefundCompleted.class)
                    .forEach(
                            e ->
                                    sums.merge(
                                            "-" + day(e),
                                            ((RefundCompleted) e.event()).amount().amount(),
                                            Long::sum));
        }
        return sums;
    }

    private String day(RecordedEvent event) {
        Instant at = event.recordedAt();
        return terms(event).total().currency() + " " + LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Map<String, Long> sums(Map<RevenueDay, Turnover> rows) {
        Map<String, Long> sums = new TreeMap<>();
        rows.forEach(
                (key, row) -> {
                    sums.put("+" + key.currency() + " " + key.day(), row.revenue().amount());
                    sums.put("-" + key.currency() + " " + key.day(), row.refunded().amount());
                });
        sums.values().removeIf(amount -> amount == 0);
        return sums;
    }

    private <E extends DomainEvent> E last(Class<E> type, ShowId show) {
        return log.stream()
                .filter(event -> event.stream().key().equals(show.toString()))
                .map(RecordedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Stream<RecordedEvent> of(ShowId show, Class<? extends DomainEvent> type) {
        return log.stream()
                .filter(event -> type.isInstance(event.event()))
                .filter(event -> terms(event).show().equals(show));
    }

    /** The terms that an event of a payment or reservation is about. */
    private Terms terms(RecordedEvent event) {
        Terms own = reservations.get(event.stream().key());
        return own != null
                ? own
                : Objects.requireNonNull(reservations.get(payments.get(event.stream().key())));
    }

    private void index() {
        for (RecordedEvent event : log) {
            String key = event.stream().key();
            switch (event.event()) {
                case ReservationStarted started -> reservations.put(key, started.terms());
                case PaymentRequested requested ->
                        payments.put(key, requested.request().reservation().toString());
                case ReservationConfirmed confirmation -> confirmed.add(event.stream());
                case ReservationCancelled cancellation -> cancelled.add(event.stream());
                default -> {
                    // Nothing that is looked up.
                }
            }
        }
    }
}
