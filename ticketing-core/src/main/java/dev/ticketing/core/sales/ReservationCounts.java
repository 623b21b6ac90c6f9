package dev.ticketing.core.sales;

/**
 * How many reservations of a show are where in their lives.
 *
 * @param held with those that are being paid; fewer than none as long as a start is set aside of
 *     which the end is counted
 * @param refunded in full without having been cancelled
 */
public record ReservationCounts(
        long held, long confirmed, long expired, long cancelled, long refunded) {

    public static final ReservationCounts NONE = new ReservationCounts(0, 0, 0, 0, 0);

    public ReservationCounts {
        if (confirmed < 0 || expired < 0 || cancelled < 0 || refunded < 0) {
            throw new IllegalArgumentException("fewer than none");
        }
    }

    /** For people, to whom fewer than none says nothing. */
    public ReservationCounts atLeastNone() {
        return held < 0 ? new ReservationCounts(0, confirmed, expired, cancelled, refunded) : this;
    }

    ReservationCounts started() {
        return plus(SalesReservation.Stage.HELD, 1);
    }

    ReservationCounts moved(SalesReservation.Stage from, SalesReservation.Stage to) {
        return plus(to, 1).plus(from, -1);
    }

    ReservationCounts lapsed(int reservations) {
        return plus(SalesReservation.Stage.EXPIRED, reservations)
                .plus(SalesReservation.Stage.HELD, -reservations);
    }

    private ReservationCounts plus(SalesReservation.Stage stage, int more) {
        return switch (stage) {
            case HELD ->
                    new ReservationCounts(held + more, confirmed, expired, cancelled, refunded);
            case CONFIRMED ->
                    new ReservationCounts(held, confirmed + more, expired, cancelled, refunded);
            case EXPIRED ->
                    new ReservationCounts(held, confirmed, expired + more, cancelled, refunded);
            case CANCELLED ->
                    new ReservationCounts(held, confirmed, expired, cancelled + more, refunded);
            case PAYMENT_FAILED -> this;
            case REFUNDED ->
                    new ReservationCounts(held, confirmed, expired, cancelled, refunded + more);
        };
    }
}
