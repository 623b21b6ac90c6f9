package dev.ticketing.postgres;

import static dev.ticketing.postgres.ReservationEventTypes.CANCELLERS;
import static dev.ticketing.postgres.ReservationEventTypes.TERMS;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How the reservations of lists are stored. */
final class ReservationTables {

    static final Words<Reservation.Status> STATUSES =
            new Words<>(
                    Map.of(
                            Reservation.Status.HELD, "HELD",
                            Reservation.Status.PAYMENT_PENDING, "PAYMENT_PENDING",
                            Reservation.Status.CONFIRMED, "CONFIRMED",
                            Reservation.Status.EXPIRED, "EXPIRED",
                            Reservation.Status.CANCELLED, "CANCELLED",
                            Reservation.Status.PAYMENT_FAILED, "PAYMENT_FAILED",
                            Reservation.Status.REFUNDED, "REFUNDED"));

    static final Shape<ReservationRow> RESERVATION =
            new Shape<>(ReservationTables::write, ReservationTables::read);

    private static final RowTable<ReservationId, ReservationRow> RESERVATIONS =
            new RowTable<>(
                    ReservationRow.RESERVATIONS,
                    List.of(Column.id("reservation_id", ReservationId::value)),
                    row -> new ReservationId(row.getObject("reservation_id", UUID.class)),
                    List.of(
                            Column.id("customer", row -> terms(row).customer().value()),
                            Column.id("show_id", row -> terms(row).show().value()),
                            Column.text("status", row -> STATUSES.of(recorded(row.reservation()))),
                            Column.instant("expires_at", row -> terms(row).expiresAt())),
                    RESERVATION);

    static final ConsumerTables ALL =
            new ConsumerTables(ReservationProjection.NAME, List.of(RESERVATIONS));

    private ReservationTables() {}

    private static Terms terms(ReservationRow row) {
        return row.reservation().terms();
    }

    /** The status that was recorded, whatever the time is. */
    private static Reservation.Status recorded(Reservation.Started reservation) {
        return switch (reservation) {
            case Reservation.Held held -> Reservation.Status.HELD;
            case Reservation.PaymentPending pending -> Reservation.Status.PAYMENT_PENDING;
            case Reservation.Confirmed confirmed -> Reservation.Status.CONFIRMED;
            case Reservation.Expired expired -> Reservation.Status.EXPIRED;
            case Reservation.Cancelled cancelled -> Reservation.Status.CANCELLED;
            case Reservation.PaymentFailed failed -> Reservation.Status.PAYMENT_FAILED;
            case Reservation.Refunded refunded -> Reservation.Status.REFUNDED;
        };
    }

    private static void write(ReservationRow row, JsonOut out) throws IOException {
        Reservation.Started reservation = row.reservation();
        out.object("terms", reservation.terms(), TERMS)
                .text("status", STATUSES.of(recorded(reservation)))
                .textIfAny("payment", reservation.payment().map(PaymentId::toString).orElse(null))
                .texts("tickets", reservation.tickets(), TicketId::toString);
        if (reservation instanceof Reservation.Cancelled cancelled) {
            out.text("by", CANCELLERS.of(cancelled.by()));
        }
        out.number("version", row.version().value());
    }

    private static ReservationRow read(JsonIn in) {
        Terms terms = in.object("terms", TERMS);
        Optional<PaymentId> payment = in.textIfAny("payment").map(ReservationTables::paymentId);
        List<TicketId> tickets = in.texts("tickets", ReservationTables::ticketId);
        Reservation.Started reservation =
                switch (STATUSES.parse(in.text("status"))) {
                    case HELD -> new Reservation.Held(terms, payment);
                    case PAYMENT_PENDING ->
                            new Reservation.PaymentPending(terms, required(payment));
                    case CONFIRMED -> new Reservation.Confirmed(terms, required(payment), tickets);
                    case EXPIRED -> new Reservation.Expired(terms, payment);
                    case CANCELLED ->
                            new Reservation.Cancelled(
                                    terms, payment, tickets, CANCELLERS.parse(in.text("by")));
                    case PAYMENT_FAILED -> new Reservation.PaymentFailed(terms, required(payment));
                    case REFUNDED -> new Reservation.Refunded(terms, required(payment), tickets);
                };
        return new ReservationRow(reservation, new Version(in.number("version")));
    }

    private static PaymentId required(Optional<PaymentId> payment) {
        return payment.orElseThrow(() -> new IllegalArgumentException("no payment"));
    }

    private static PaymentId paymentId(String id) {
        return new PaymentId(UUID.fromString(id));
    }

    private static TicketId ticketId(String id) {
        return new TicketId(UUID.fromString(id));
    }
}
