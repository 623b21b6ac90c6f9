package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.Payment.Status;
import dev.ticketing.core.payment.PaymentDirectory.Filter;
import dev.ticketing.core.payment.PaymentProjection;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Payments, newest first. */
abstract class PaymentRules extends DirectoryRules {

    private final UserId customer = Fresh.user();
    private final UserId other = Fresh.user();
    private final ShowId show = Fresh.show();
    private final ShowId elsewhere = Fresh.show();

    PaymentRules(DirectoriesConformance suite) {
        super(suite, PaymentProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        PaymentRow row = SampleRows.payments(customer, show, Fresh.reservation()).getFirst();
        filling.put(PaymentRow.PAYMENTS, idOf(row), row);
        return () -> list(of(row.payment().request().reservation())).contains(row);
    }

    @Test
    void each_filter_and_all_of_them_together_choose_what_they_say() {
        List<PaymentRow> rows = rows();

        for (Filter filter : filters(rows)) {
            assertThat(list(filter).stream().filter(rows::contains))
                    .as("%s", filter)
                    .isEqualTo(chosen(rows, filter));
        }
    }

    @Test
    void pages_leave_out_nothing_and_repeat_nothing() {
        List<PaymentRow> rows = rows();

        for (Filter filter : filters(rows)) {
            if (!filter.equals(everything(filter.status()))) {
                List<PaymentRow> paged = pages(2, last -> page(filter, last, 2));
                assertThat(paged).as("%s", filter).isEqualTo(chosen(rows, filter));
            }
        }
    }

    @Test
    void a_payment_that_has_moved_on_is_found_as_it_is_now() {
        PaymentRow pending = SampleRows.payments(customer, show, Fresh.reservation()).getFirst();
        PaymentRow failed =
                new PaymentRow(
                        new Payment.Failed(pending.payment().request(), "declined", ""),
                        pending.version().plus(1));
        put(pending);

        put(failed);

        Filter ofShow = new Filter(none(), Optional.of(show), none(), none());
        assertThat(list(ofShow)).containsExactly(failed);
        assertThat(list(new Filter(none(), Optional.of(show), none(), Optional.of(Status.PENDING))))
                .isEmpty();
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    /** In all states, newest first. */
    private List<PaymentRow> rows() {
        List<PaymentRow> rows = new ArrayList<>();
        for (UserId of : List.of(customer, other)) {
            for (ShowId at : List.of(show, elsewhere)) {
                rows.addAll(SampleRows.payments(of, at, Fresh.reservation()));
            }
        }
        rows.forEach(this::put);
        rows.sort(Comparator.comparing(PaymentRules::idOf).reversed());
        return rows;
    }

    private List<Filter> filters(List<PaymentRow> rows) {
        ReservationId first = rows.getFirst().payment().request().reservation();
        ReservationId last = rows.getLast().payment().request().reservation();
        List<Filter> filters = new ArrayList<>();
        for (Optional<UserId> of : eachAndNone(customer, other)) {
            for (Optional<ShowId> at : eachAndNone(show, elsewhere)) {
                for (Optional<ReservationId> id : eachAndNone(first, last, Fresh.reservation())) {
                    for (Optional<Status> status : eachAndNone(Status.values())) {
                        filters.add(new Filter(of, at, id, status));
                    }
                }
            }
        }
        return filters;
    }

    private static List<PaymentRow> chosen(List<PaymentRow> rows, Filter filter) {
        return rows.stream().filter(row -> filter.matches(row.payment())).toList();
    }

    private static Filter everything(Optional<Status> status) {
        return new Filter(none(), none(), none(), status);
    }

    private static Filter of(ReservationId reservation) {
        return new Filter(none(), none(), Optional.of(reservation), none());
    }

    private static PaymentId idOf(PaymentRow row) {
        return row.payment().request().id();
    }

    private void put(PaymentRow row) {
        serving().put(PaymentRow.PAYMENTS, idOf(row), row);
    }

    private List<PaymentRow> list(Filter filter) {
        return page(filter, Optional.empty(), Fresh.ENOUGH);
    }

    private List<PaymentRow> page(Filter filter, Optional<PaymentRow> last, int limit) {
        return directories().payments().list(filter, last.map(PaymentRules::idOf), limit);
    }
}
