package dev.ticketing.app.embedding;

import static dev.ticketing.app.embedding.BusyDays.DAYS;
import static dev.ticketing.testkit.data.ReservationBuilder.aReservation;
import static dev.ticketing.testkit.data.TestData.euros;
import static dev.ticketing.testkit.data.TestData.places;

import dev.ticketing.app.embedding.BusyDays.Sold;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.testkit.ProjectionSpec;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.data.ReservationBuilder;

import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

class BusyDaysTest {

    private static final Instant MONDAY_EVENING = Instant.parse("2027-03-01T19:00:00Z");
    private static final Instant SUNDAY_IN_LONDON = Instant.parse("2027-02-28T23:30:00Z");

    private final SequentialIds ids = new SequentialIds();
    private final BusyDays busyDays = new BusyDays(ZoneId.of("Europe/Berlin"));

    // docs:begin projection-spec
    @Test
    void counts_purchases_and_tickets_by_the_day_on_which_they_were_bought() {
        ReservationBuilder two = aReservation(ids);
        ReservationBuilder five = aReservation(ids).with(places(5), euros(20));

        ProjectionSpec.of(busyDays, Reservation.at(two.terms().id()).stream())
                .given(two.started(), two.confirmedAt(MONDAY_EVENING))
                .in(Reservation.at(five.terms().id()).stream())
                .given(five.started(), five.confirmedAt(MONDAY_EVENING))
                .thenRow(DAYS, DayOfWeek.MONDAY, new Sold(2, 7))
                .thenNoRow(DAYS, DayOfWeek.SUNDAY);
    }

    // docs:end projection-spec

    @Test
    void what_is_held_is_not_sold() {
        ReservationBuilder held = aReservation(ids);

        ProjectionSpec.of(busyDays, Reservation.at(held.terms().id()).stream())
                .given(held.started())
                .thenRows(DAYS, Map.of());
    }

    @Test
    void a_day_begins_at_midnight_of_the_house() {
        ReservationBuilder late = aReservation(ids);

        ProjectionSpec.of(busyDays, Reservation.at(late.terms().id()).stream())
                .given(late.confirmedAt(SUNDAY_IN_LONDON))
                .thenRows(DAYS, Map.of(DayOfWeek.MONDAY, new Sold(1, 2)));
    }
}
