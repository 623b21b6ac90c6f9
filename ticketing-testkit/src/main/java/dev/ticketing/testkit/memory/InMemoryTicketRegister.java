package dev.ticketing.testkit.memory;

import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.TicketRowProjection;
import dev.ticketing.core.ticket.TicketView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tickets, in the rows of a store in memory. */
public final class InMemoryTicketRegister implements TicketRegister {

    private final InMemoryConsumerStore store;

    public InMemoryTicketRegister(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public List<TicketView> list(Filter filter, Optional<TicketId> before, int limit) {
        List<TicketView> both = new ArrayList<>(held(filter, before, limit));
        both.addAll(passedOn(filter, before, limit));
        return both.stream()
                .sorted(Comparator.comparing((TicketView ticket) -> ticket.facts().id()).reversed())
                .limit(limit)
                .toList();
    }

    private List<TicketRow> held(Filter filter, Optional<TicketId> before, int limit) {
        return store.read(
                TicketRowProjection.NAME,
                TicketRow.TICKETS,
                rows -> NewestFirst.list(rows, row -> filter.matches(row.ticket()), before, limit));
    }

    /** At most one of each ticket and user. */
    private List<PassedOn> passedOn(Filter filter, Optional<TicketId> before, int limit) {
        return store.read(
                TicketRowProjection.NAME,
                PassedOn.PASSED_ON,
                rows -> {
                    Map<TicketId, PassedOn> wanted = new HashMap<>();
                    rows.forEach(
                            (by, row) -> {
                                if (filter.matches(by, row)) {
                                    wanted.put(by.ticket(), row);
                                }
                            });
                    return NewestFirst.list(wanted, row -> true, before, limit);
                });
    }
}
