package dev.ticketing.core.sales;

import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.sales.SalesReservation.Stage;
import dev.ticketing.core.show.CancellationProcess;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What each show has brought in, and all shows together by days. */
public final class SalesProjection implements Projection {

    public static final String NAME = "sales";

    public static final Table<ShowId, SalesSheet> SALES =
            new Table<>("sales_row", ShowId.class, SalesSheet.class);

    public static final Table<RevenueDay, Turnover> REVENUE =
            new Table<>("revenue_row", RevenueDay.class, Turnover.class);

    public static final Table<ReservationId, SalesReservation> RESERVATIONS =
            new Table<>("sales_reservation", ReservationId.class, SalesReservation.class);

    public static final Table<PaymentId, SalesPayment> PAYMENTS =
            new Table<>("sales_payment", PaymentId.class, SalesPayment.class);

    public static final Table<TicketId, SalesTicket> TICKETS =
            new Table<>("sales_ticket", TicketId.class, SalesTicket.class);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Table<?, ?>> tables() {
        return Set.of(SALES, REVENUE, RESERVATIONS, PAYMENTS, TICKETS);
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(
                ShowCreated.class,
                ShowRevised.class,
                DraftDeleted.class,
                ReservationStarted.class,
                ReservationConfirmed.class,
                ReservationExpired.class,
                HoldsLapsed.class,
                ReservationCancelled.class,
                ReservationPaymentRefused.class,
                ReservationReseated.class,
                ReservationRefunded.class,
                PaymentRequested.class,
                PaymentCaptured.class,
                RefundRequested.class,
                RefundDelayed.class,
                RefundCompleted.class,
                ShowCancelled.class,
                TicketVoided.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("show", "inventory", "reservation", "payment", "ticket");
    }

    @Override
    public void apply(RecordedEvent recorded, Rows rows) {
        switch (recorded.event()) {
            case ShowCreated created -> create(created, rows);
            case ShowRevised revised -> revise(Show.idOf(recorded.stream()), revised, rows);
            case DraftDeleted deleted -> rows.remove(SALES, Show.idOf(recorded.stream()));
            case ReservationStarted started -> start(started.terms(), rows);
            case ReservationConfirmed confirmed -> confirm(recorded, confirmed, rows);
            case ReservationExpired expired ->
                    move(Reservation.idOf(recorded.stream()), Stage.EXPIRED, rows);
            case HoldsLapsed lapsed -> lapse(SectionKey.of(recorded.stream()).show(), lapsed, rows);
            case ReservationCancelled cancelled -> cancelReservation(recorded, rows);
            case ReservationPaymentRefused refused ->
                    move(Reservation.idOf(recorded.stream()), Stage.PAYMENT_FAILED, rows);
            case ReservationReseated reseated ->
                    move(Reservation.idOf(recorded.stream()), Stage.HELD, rows);
            case ReservationRefunded refunded ->
                    move(Reservation.idOf(recorded.stream()), Stage.REFUNDED, rows);
            case PaymentRequested requested -> request(requested.request(), rows);
            case PaymentCaptured captured ->
                    capture(Payment.idOf(recorded.stream()), captured.at(), rows);
            case ShowCancelled cancelled -> cancel(Show.idOf(recorded.stream()), rows);
            case RefundRequested requested ->
                    giveBack(Payment.idOf(recorded.stream()), requested.refund(), rows);
            case RefundDelayed delayed ->
                    delay(Payment.idOf(recorded.stream()), delayed.refund(), rows);
            case RefundCompleted completed ->
                    refund(Payment.idOf(recorded.stream()), completed, rows);
            case TicketVoided voided -> voidTicket(Ticket.idOf(recorded.stream()), rows);
            default -> {
                // Not among the interests.
            }
        }
    }

    private static void create(ShowCreated created, Rows rows) {
        ShowDetails details = created.details();
        rows.put(SALES, created.show(), SalesSheet.blank(details.currency(), details.timezone()));
    }

    private static void revise(ShowId show, ShowRevised revised, Rows rows) {
        ShowDetails details = revised.details();
        SalesSheet sheet = rows.require(SALES, show);
        rows.put(SALES, show, sheet.in(details.currency(), details.timezone()));
    }

    private static void start(Terms terms, Rows rows) {
        SalesSheet sheet = rows.require(SALES, terms.show());
        List<SalesReservation.Line> lines =
                terms.lines().stream()
                        .map(
                                line ->
                                        new SalesReservation.Line(
                                                line.tier(), line.quantity(), line.total()))
                        .toList();
        rows.put(
                RESERVATIONS,
                terms.id(),
                new SalesReservation(terms.show(), terms.section(), lines, Stage.HELD));
        rows.put(SALES, terms.show(), sheet.with(sheet.reservations().started()));
    }

    private static void confirm(RecordedEvent recorded, ReservationConfirmed confirmed, Rows rows) {
        SalesReservation reservation =
                move(Reservation.idOf(recorded.stream()), Stage.CONFIRMED, rows);
        SalesSheet sheet = rows.require(SALES, reservation.show());
        LocalDate day = sheet.dayOf(confirmed.at());
        Iterator<TicketId> tickets = confirmed.tickets().iterator();
        for (SalesReservation.Line line : reservation.lines()) {
            sheet =
                    sheet.with(
                            reservation.section(),
                            line.tier(),
                            day,
                            takings -> takings.plusTickets(line.quantity()));
            for (int i = 0; i < line.quantity(); i++) {
                rows.put(
                        TICKETS,
                        tickets.next(),
                        new SalesTicket(
                                reservation.show(), reservation.section(), line.tier(), day));
            }
        }
        rows.put(SALES, reservation.show(), sheet);
    }

    /**
     * Their rows stay as they are: nothing comes after it that asks for them, and the start of one
     * of them may have been set aside, which counts when it is brought up again.
     */
    private static void lapse(ShowId show, HoldsLapsed lapsed, Rows rows) {
        SalesSheet sheet = rows.require(SALES, show);
        rows.put(SALES, show, sheet.with(sheet.reservations().lapsed(lapsed.holds().size())));
    }

    private static void cancelReservation(RecordedEvent recorded, Rows rows) {
        SalesReservation reservation =
                move(Reservation.idOf(recorded.stream()), Stage.CANCELLED, rows);
        if (recorded.metadata().actor().equals(CancellationProcess.ACTOR)) {
            SalesSheet sheet = rows.require(SALES, reservation.show());
            rows.put(SALES, reservation.show(), sheet.with(sheet.givenBack().plusReservation()));
        }
    }

    private static SalesReservation move(ReservationId id, Stage to, Rows rows) {
        SalesReservation before = rows.require(RESERVATIONS, id);
        SalesSheet sheet = rows.require(SALES, before.show());
        SalesReservation after = before.at(to);
        rows.put(RESERVATIONS, id, after);
        rows.put(SALES, before.show(), sheet.with(sheet.reservations().moved(before.stage(), to)));
        return after;
    }

    private static void request(PaymentRequest request, Rows rows) {
        SalesReservation reservation = rows.require(RESERVATIONS, request.reservation());
        rows.put(PAYMENTS, request.id(), SalesPayment.of(reservation, request.amount()));
    }

    private static void capture(PaymentId id, Instant at, Rows rows) {
        SalesPayment payment = rows.require(PAYMENTS, id);
        SalesSheet sheet = rows.require(SALES, payment.show());
        LocalDate day = sheet.dayOf(at);
        for (SalesPayment.Part part : payment.parts()) {
            sheet =
                    sheet.with(
                            payment.section(),
                            part.tier(),
                            day,
                            takings -> takings.plusRevenue(part.amount()));
            turnOver(part.amount(), at, turnover -> turnover.plusRevenue(part.amount()), rows);
        }
        rows.put(SALES, payment.show(), sheet);
    }

    private static void refund(PaymentId id, RefundCompleted completed, Rows rows) {
        SalesPayment payment = rows.require(PAYMENTS, id);
        SalesSheet sheet = rows.require(SALES, payment.show());
        LocalDate day = sheet.dayOf(completed.at());
        List<Money> shares = payment.sharesOf(completed.amount());
        for (int i = 0; i < shares.size(); i++) {
            Money share = shares.get(i);
            sheet =
                    sheet.with(
                            payment.section(),
                            payment.parts().get(i).tier(),
                            day,
                            takings -> takings.plusRefunded(share));
        }
        Money amount = completed.amount();
        turnOver(amount, completed.at(), turnover -> turnover.plusRefunded(amount), rows);
        if (payment.ofCancellation().contains(completed.refund())) {
            sheet = sheet.with(sheet.givenBack().plusRefunded(amount));
        }
        boolean wasLate = payment.late().contains(completed.refund());
        rows.put(PAYMENTS, id, payment.less(shares).done(completed.refund()));
        rows.put(SALES, payment.show(), sheet.with(sheet.returns().done(wasLate)));
    }

    private static void giveBack(PaymentId id, Refund refund, Rows rows) {
        SalesPayment payment = rows.require(PAYMENTS, id);
        SalesSheet sheet = rows.require(SALES, payment.show());
        if (refund.reason() == Refund.Reason.SHOW_CANCELLED) {
            rows.put(PAYMENTS, id, payment.ofCancellation(refund.id()));
        }
        rows.put(SALES, payment.show(), sheet.with(sheet.returns().begun()));
    }

    private static void delay(PaymentId id, RefundId refund, Rows rows) {
        SalesPayment payment = rows.require(PAYMENTS, id);
        if (!payment.late().contains(refund)) {
            SalesSheet sheet = rows.require(SALES, payment.show());
            rows.put(PAYMENTS, id, payment.late(refund));
            rows.put(SALES, payment.show(), sheet.with(sheet.returns().delayed()));
        }
    }

    private static void cancel(ShowId show, Rows rows) {
        SalesSheet sheet = rows.require(SALES, show);
        rows.put(SALES, show, sheet.with(sheet.givenBack().cancelled()));
    }

    private static void turnOver(
            Money money, Instant at, UnaryOperator<Turnover> change, Rows rows) {
        RevenueDay key = new RevenueDay(money.currency(), LocalDate.ofInstant(at, ZoneOffset.UTC));
        Turnover before = rows.get(REVENUE, key).orElse(Turnover.none(money.currency()));
        rows.put(REVENUE, key, change.apply(before));
    }

    private static void voidTicket(TicketId id, Rows rows) {
        SalesTicket ticket = rows.require(TICKETS, id);
        SalesSheet sheet = rows.require(SALES, ticket.show());
        rows.put(
                SALES,
                ticket.show(),
                sheet.with(ticket.section(), ticket.tier(), ticket.day(), Takings::lessOneTicket));
        rows.remove(TICKETS, id);
    }
}
