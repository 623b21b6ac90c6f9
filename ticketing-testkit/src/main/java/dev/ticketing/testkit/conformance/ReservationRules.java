package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.ReservationDirectory.Filter;
import dev.ticketing.core.reservation.ReservationProjection;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reservations, newest first. */
abstract class ReservationRules extends DirectoryRules {

    private static final Instant NOW = Fresh.NOW;

    private final UserId customer = Fresh.user();
    private final UserId other = Fresh.user();
    private final ShowId show = Fresh.show();
    private final ShowId elsewhere = Fresh.show();

    ReservationRules(DirectoriesConformance suite) {
        super(suite, ReservationProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        ReservationRow row = SampleRows.held(customer, show, NOW);
        filling.put(ReservationRow.RESERVATIONS, SampleRows.idOf(row), row);
        return () -> list(Optional.of(customer), Optional.empty(), Optional.empty()).contains(row);
    }

    @Test
    void each_filter_and_all_of_them_together_choose_what_they_say() {
        List<ReservationRow> rows = rows();

        for (Filter filter : filters()) {
            List<ReservationRow> expected =
                    rows.stream().filter(row -> filter.matches(row.reservation(), NOW)).toList();
            assertThat(known(rows, list(filter, Fresh.ENOUGH)))
                    .as("%s", filter)
                    .isEqualTo(expected);
        }
    }

    @Test
    void pages_leave_out_nothing_and_repeat_nothing() {
        List<ReservationRow> rows = rows();

        for (Filter filter : filters()) {
            if (filter.customer().isPresent() || filter.show().isPresent()) {
                List<ReservationRow> paged = pages(3, last -> page(filter, last, 3));
                assertThat(paged)
                        .as("%s", filter)
                        .isEqualTo(
                                rows.stream()
                                        .filter(row -> filter.matches(row.reservation(), NOW))
                                        .toList());
            }
        }
    }

    @Test
    void a_new_reservation_does_not_shift_the_next_page() {
        List<ReservationRow> rows = rows();
        Filter filter = new Filter(Optional.of(customer), Optional.empty(), Optional.empty());
        List<ReservationRow> ofCustomer =
                rows.stream().filter(row -> filter.matches(row.reservation(), NOW)).toList();
        List<ReservationRow> first = list(filter, 2);

        put(SampleRows.held(customer, show, NOW.plusSeconds(300)));

        assertThat(first).isEqualTo(ofCustomer.subList(0, 2));
        assertThat(page(filter, Optional.of(first.getLast()), 2))
                .isEqualTo(ofCustomer.subList(2, 4));
    }

    @Test
    void a_hold_expires_at_its_instant_and_not_a_microsecond_before() {
        ReservationRow held = put(SampleRows.held(customer, show, NOW));
        Instant before = NOW.minus(1, ChronoUnit.MICROS);

        for (Optional<UserId> of : eachAndNone(customer)) {
            assertThat(at(before, of, Status.HELD)).containsExactly(held);
            assertThat(at(before, of, Status.EXPIRED)).isEmpty();
            assertThat(at(NOW, of, Status.HELD)).isEmpty();
            assertThat(at(NOW, of, Status.EXPIRED)).containsExactly(held);
            assertThat(at(Instant.MAX, of, Status.EXPIRED)).containsExactly(held);
            assertThat(at(Instant.MIN, of, Status.HELD)).containsExactly(held);
        }
    }

    @Test
    void a_reservation_that_has_moved_on_is_found_as_it_is_now() {
        ReservationRow held = put(SampleRows.held(customer, show, NOW.plusSeconds(1)));
        ReservationRow expired =
                new ReservationRow(
                        new Reservation.Expired(held.reservation().terms(), Optional.empty()),
                        held.version().plus(1));

        put(expired);

        assertThat(list(Optional.empty(), Optional.of(show), Optional.empty()))
                .containsExactly(expired);
        assertThat(list(Optional.empty(), Optional.of(show), Optional.of(Status.HELD))).isEmpty();
    }

    /** In all states, before and after their time, newest first. */
    private List<ReservationRow> rows() {
        List<ReservationRow> rows = new ArrayList<>();
        for (UserId of : List.of(customer, other)) {
            for (ShowId at : List.of(show, elsewhere)) {
                rows.addAll(SampleRows.reservations(of, at, NOW));
                rows.addAll(SampleRows.reservations(of, at, NOW.plusSeconds(1)));
            }
        }
        rows.forEach(this::put);
        rows.sort(Comparator.comparing(SampleRows::idOf).reversed());
        return rows;
    }

    private List<Filter> filters() {
        List<Filter> filters = new ArrayList<>();
        for (Optional<UserId> of : eachAndNone(customer, other, Fresh.user())) {
            for (Optional<ShowId> at : eachAndNone(show, elsewhere, Fresh.show())) {
                for (Optional<Status> status : eachAndNone(Status.values())) {
                    filters.add(new Filter(of, at, status));
                }
            }
        }
        return filters;
    }

    private static List<ReservationRow> known(
            List<ReservationRow> known, List<ReservationRow> rows) {
        return rows.stream().filter(known::contains).toList();
    }

    private ReservationRow put(ReservationRow row) {
        serving().put(ReservationRow.RESERVATIONS, SampleRows.idOf(row), row);
        return row;
    }

    private List<ReservationRow> at(Instant now, Optional<UserId> of, Status status) {
        Filter filter = new Filter(of, Optional.of(show), Optional.of(status));
        return directories().reservations().list(filter, now, Optional.empty(), Fresh.ENOUGH);
    }

    private List<ReservationRow> list(
            Optional<UserId> of, Optional<ShowId> at, Optional<Status> status) {
        return list(new Filter(of, at, status), Fresh.ENOUGH);
    }

    private List<ReservationRow> list(Filter filter, int limit) {
        return page(filter, Optional.empty(), limit);
    }

    private List<ReservationRow> page(Filter filter, Optional<ReservationRow> last, int limit) {
        return directories().reservations().list(filter, NOW, last.map(SampleRows::idOf), limit);
    }
}
