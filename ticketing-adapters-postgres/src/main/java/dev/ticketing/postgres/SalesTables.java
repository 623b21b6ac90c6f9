package dev.ticketing.postgres;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.sales.RevenueDay;
import dev.ticketing.core.sales.SalesPayment;
import dev.ticketing.core.sales.SalesProjection;
import dev.ticketing.core.sales.SalesReservation;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.sales.SalesTicket;
import dev.ticketing.core.sales.Turnover;
import dev.ticketing.core.show.ShowId;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** How the figures of shows are stored. */
final class SalesTables {

    private static final RowTable<ShowId, SalesSheet> SALES =
            new RowTable<>(
                    SalesProjection.SALES,
                    List.of(Column.id("show_id", ShowId::value)),
                    row -> new ShowId(row.getObject("show_id", UUID.class)),
                    List.of(),
                    SalesShapes.SHEET);

    /** By the day first: it is days of all currencies that are summed up. */
    private static final RowTable<RevenueDay, Turnover> REVENUE =
            new RowTable<>(
                    SalesProjection.REVENUE,
                    List.of(
                            Column.number("day", key -> key.day().toEpochDay()),
                            Column.text("currency", key -> key.currency().getCurrencyCode())),
                    row ->
                            new RevenueDay(
                                    Currency.getInstance(row.getString("currency")),
                                    LocalDate.ofEpochDay(row.getLong("day"))),
                    List.of(
                            Column.number("revenue", row -> row.revenue().amount()),
                            Column.number("refunded", row -> row.refunded().amount())),
                    SalesShapes.TURNOVER);

    private static final RowTable<ReservationId, SalesReservation> RESERVATIONS =
            new RowTable<>(
                    SalesProjection.RESERVATIONS,
                    List.of(Column.id("reservation_id", ReservationId::value)),
                    row -> new ReservationId(row.getObject("reservation_id", UUID.class)),
                    List.of(),
                    SalesShapes.RESERVATION);

    private static final RowTable<PaymentId, SalesPayment> PAYMENTS =
            new RowTable<>(
                    SalesProjection.PAYMENTS,
                    List.of(Column.id("payment_id", PaymentId::value)),
                    row -> new PaymentId(row.getObject("payment_id", UUID.class)),
                    List.of(
                            Column.id("show_id", row -> row.show().value()),
                            Column.number("late", row -> (long) row.late().size())),
                    SalesShapes.PAYMENT);

    private static final RowTable<TicketId, SalesTicket> TICKETS =
            new RowTable<>(
                    SalesProjection.TICKETS,
                    List.of(Column.id("ticket_id", TicketId::value)),
                    row -> new TicketId(row.getObject("ticket_id", UUID.class)),
                    List.of(),
                    SalesShapes.TICKET);

    static final ConsumerTables ALL =
            new ConsumerTables(
                    SalesProjection.NAME, List.of(SALES, REVENUE, RESERVATIONS, PAYMENTS, TICKETS));

    private SalesTables() {}
}
