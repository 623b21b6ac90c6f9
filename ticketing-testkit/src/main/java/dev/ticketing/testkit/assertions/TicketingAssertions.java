package dev.ticketing.testkit.assertions;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.verification.Report;

/**
 * Assertions in the words of the trade, to be imported beside AssertJ's own: {@code
 * assertThat(reservation).isConfirmed().hasTotal(euros(100)).holdsSeats("A-1", "A-2")}.
 */
public final class TicketingAssertions {

    private TicketingAssertions() {}

    public static <T> OutcomeAssert<T> assertThat(Outcome<T> outcome) {
        return new OutcomeAssert<>(outcome);
    }

    public static ShowAssert assertThat(Show show) {
        return new ShowAssert(show);
    }

    public static ReservationAssert assertThat(Reservation reservation) {
        return new ReservationAssert(reservation);
    }

    public static PaymentAssert assertThat(Payment payment) {
        return new PaymentAssert(payment);
    }

    public static TicketAssert assertThat(Ticket ticket) {
        return new TicketAssert(ticket);
    }

    public static AvailabilityAssert assertThat(Availability places) {
        return new AvailabilityAssert(places);
    }

    /** Reads the whole log. */
    public static LogAssert assertThat(Feed log) {
        return new LogAssert(log);
    }

    public static ReportAssert assertThat(Report verified) {
        return new ReportAssert(verified);
    }
}
