package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketRegister.Filter;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tickets, newest first. */
abstract class TicketRules extends DirectoryRules {

    private static final Filter EVERYTHING =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty());

    private final UserId holder = Fresh.user();
    private final UserId other = Fresh.user();
    private final ShowId show = Fresh.show();
    private final ShowId elsewhere = Fresh.show();

    TicketRules(DirectoriesConformance suite) {
        super(suite, TicketRowProjection.NAME);
    }

    @Override
    final Seen put(Filling filling) {
        TicketRow row = SampleRows.tickets(holder, show, Fresh.reservation()).getFirst();
        filling.put(TicketRow.TICKETS, idOf(row), row);
        return () -> list(ofReservation(row)).contains(row);
    }

    @Test
    void each_filter_and_all_of_them_together_choose_what_they_say() {
        List<TicketRow> rows = rows();

        for (Filter filter : filters(rows)) {
            assertThat(list(filter).stream().filter(rows::contains))
                    .as("%s", filter)
                    .isEqualTo(chosen(rows, filter));
        }
    }

    @Test
    void pages_leave_out_nothing_and_repeat_nothing() {
        List<TicketRow> rows = rows();

        for (Filter filter : filters(rows)) {
            if (!filter.equals(EVERYTHING)) {
                List<TicketRow> paged = pages(1, last -> page(filter, last, 1));
                assertThat(paged).as("%s", filter).isEqualTo(chosen(rows, filter));
            }
        }
    }

    @Test
    void a_ticket_that_was_voided_is_listed_as_such() {
        TicketRow valid = SampleRows.tickets(holder, show, Fresh.reservation()).getFirst();
        TicketRow voided =
                new TicketRow(new Ticket.Voided(valid.ticket().facts()), valid.version().plus(1));
        put(valid);

        put(voided);

        assertThat(list(ofReservation(valid))).containsExactly(voided);
    }

    /** In all states, newest first. */
    private List<TicketRow> rows() {
        List<TicketRow> rows = new ArrayList<>();
        for (UserId of : List.of(holder, other)) {
            for (ShowId at : List.of(show, elsewhere)) {
                rows.addAll(SampleRows.tickets(of, at, Fresh.reservation()));
            }
        }
        rows.forEach(this::put);
        rows.sort(Comparator.comparing(TicketRules::idOf).reversed());
        return rows;
    }

    private List<Filter> filters(List<TicketRow> rows) {
        ReservationId first = rows.getFirst().ticket().facts().reservation();
        ReservationId last = rows.getLast().ticket().facts().reservation();
        List<Filter> filters = new ArrayList<>();
        for (Optional<UserId> of : eachAndNone(holder, other, Fresh.user())) {
            for (Optional<ShowId> at : eachAndNone(show, elsewhere, Fresh.show())) {
                for (Optional<ReservationId> id : eachAndNone(first, last, Fresh.reservation())) {
                    filters.add(new Filter(of, at, id));
                }
            }
        }
        return filters;
    }

    private static List<TicketRow> chosen(List<TicketRow> rows, Filter filter) {
        return rows.stream().filter(row -> filter.matches(row.ticket())).toList();
    }

    private static Filter ofReservation(TicketRow row) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(row.ticket().facts().reservation()));
    }

    private static TicketId idOf(TicketRow row) {
        return row.ticket().facts().id();
    }

    private void put(TicketRow row) {
        serving().put(TicketRow.TICKETS, idOf(row), row);
    }

    private List<TicketRow> list(Filter filter) {
        return page(filter, Optional.empty(), Fresh.ENOUGH);
    }

    private List<TicketRow> page(Filter filter, Optional<TicketRow> last, int limit) {
        return directories().tickets().list(filter, last.map(TicketRules::idOf), limit);
    }
}
