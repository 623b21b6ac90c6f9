package dev.ticketing.core.reservation;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;
import static dev.ticketing.core.reservation.ReservationRow.RESERVATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.ProjectedRows;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.ReservationDirectory.Filter;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class ReservationProjectionTest {

    private static final Terms TERMS =
            new Terms(
                    reservation(1),
                    SHOW,
                    STALLS,
                    CUSTOMER,
                    places(1),
                    List.of(new PriceLine(TIER.id(), 1, euros(50))),
                    NOW,
                    NOW.plusSeconds(300));
    private static final StreamId STREAM = Reservation.at(reservation(1)).stream();
    private static final Reservation.Held HELD = new Reservation.Held(TERMS, Optional.empty());

    private final ReservationProjection projection = new ReservationProjection();
    private final ProjectedRows rows = new ProjectedRows(projection);

    @Test
    void a_row_is_the_state_with_its_version() {
        rows.with(STREAM, new ReservationStarted(TERMS));
        assertThat(rows.get(RESERVATIONS, reservation(1)))
                .contains(new ReservationRow(HELD, new Version(1)));

        rows.with(
                STREAM,
                new ReservationPaymentStarted(payment(1), NOW),
                new ReservationConfirmed(payment(1), List.of(ticket(1)), NOW));
        assertThat(rows.get(RESERVATIONS, reservation(1)))
                .contains(
                        new ReservationRow(
                                new Reservation.Confirmed(TERMS, payment(1), List.of(ticket(1))),
                                new Version(3)));
    }

    @Test
    void cannot_handle_a_history_without_a_beginning() {
        assertThatThrownBy(() -> rows.with(STREAM, new ReservationExpired(NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void looks_at_every_event_of_a_reservation() {
        assertThat(projection.interests())
                .isEqualTo(Set.of(ReservationEvent.class.getPermittedSubclasses()));
        assertThat(projection.categories()).containsExactly(STREAM.category());
    }

    @Test
    void a_hold_is_wanted_as_held_until_its_time_is_over() {
        Filter held = of(Reservation.Status.HELD);
        Filter expired = of(Reservation.Status.EXPIRED);

        assertThat(held.matches(HELD, TERMS.expiresAt().minusNanos(1))).isTrue();
        assertThat(expired.matches(HELD, TERMS.expiresAt().minusNanos(1))).isFalse();
        assertThat(held.matches(HELD, TERMS.expiresAt())).isFalse();
        assertThat(expired.matches(HELD, TERMS.expiresAt())).isTrue();
    }

    @Test
    void is_wanted_of_its_customer_and_of_its_show() {
        assertThat(of(CUSTOMER, SHOW).matches(HELD, NOW)).isTrue();
        assertThat(of(OWNER, SHOW).matches(HELD, NOW)).isFalse();
        assertThat(of(CUSTOMER, new ShowId(id(9))).matches(HELD, NOW)).isFalse();
    }

    private static Filter of(Reservation.Status status) {
        return new Filter(Optional.empty(), Optional.empty(), Optional.of(status));
    }

    private static Filter of(UserId customer, ShowId show) {
        return new Filter(Optional.of(customer), Optional.of(show), Optional.empty());
    }
}
