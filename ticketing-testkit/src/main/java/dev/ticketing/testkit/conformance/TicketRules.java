package dev.ticketing.testkit.conformance;

import static dev.ticketing.core.ticket.PassedOn.PASSED_ON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.PassedOn.By;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketRegister.Filter;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;
import dev.ticketing.core.ticket.TicketView;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
                assertThat(paged(filter, 1)).as("%s", filter).isEqualTo(chosen(rows, filter));
            }
        }
    }

    @Test
    void what_somebody_has_handed_on_is_listed_among_what_they_hold() {
        UserId giver = Fresh.user();
        TicketRow first = SampleRows.tickets(giver, show, Fresh.reservation()).getFirst();
        PassedOn second = SampleRows.passedOn(show, Fresh.reservation());
        TicketRow third = SampleRows.tickets(giver, elsewhere, Fresh.reservation()).getFirst();
        PassedOn fourth = SampleRows.passedOn(elsewhere, Fresh.reservation());
        put(first);
        put(giver, second);
        put(third);
        put(giver, fourth);
        List<TicketView> all =
                Stream.<TicketView>of(first, second, third, fourth)
                        .sorted(Comparator.comparing(TicketRules::idOf).reversed())
                        .toList();

        assertThat(list(of(giver))).isEqualTo(all);
        assertThat(paged(of(giver), 1)).isEqualTo(all);
        assertThat(paged(of(giver), 3)).isEqualTo(all);
        assertThat(list(of(Optional.of(giver), Optional.of(show), second))).containsExactly(second);
        assertThat(list(of(Optional.of(giver), Optional.of(elsewhere), second))).isEmpty();
        assertThat(list(of(Optional.of(giver), Optional.empty(), second))).containsExactly(second);
    }

    @Test
    void what_was_handed_on_is_its_former_holders_alone() {
        UserId giver = Fresh.user();
        PassedOn left = SampleRows.passedOn(show, Fresh.reservation());
        put(giver, left);

        assertThat(list(of(giver))).hasSize(1);
        assertThat(list(of(Optional.empty(), Optional.of(show), left))).isEmpty();
        assertThat(list(of(left.facts().holder()))).isEmpty();
        assertThat(serving().load(PASSED_ON, new By(giver, left.facts().id()))).contains(left);
    }

    private static Filter of(UserId holder) {
        return new Filter(Optional.of(holder), Optional.empty(), Optional.empty());
    }

    private static Filter of(Optional<UserId> holder, Optional<ShowId> show, PassedOn ticket) {
        return new Filter(holder, show, Optional.of(ticket.facts().reservation()));
    }

    private void put(UserId giver, PassedOn left) {
        serving().put(PASSED_ON, new By(giver, left.facts().id()), left);
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

    private static TicketId idOf(TicketView row) {
        return row.facts().id();
    }

    private void put(TicketRow row) {
        serving().put(TicketRow.TICKETS, idOf(row), row);
    }

    private List<TicketView> list(Filter filter) {
        return page(filter, Optional.empty(), Fresh.ENOUGH);
    }

    private List<TicketView> paged(Filter filter, int limit) {
        return pages(limit, last -> page(filter, last, limit));
    }

    private List<TicketView> page(Filter filter, Optional<TicketView> last, int limit) {
        return directories().tickets().list(filter, last.map(TicketRules::idOf), limit);
    }
}
