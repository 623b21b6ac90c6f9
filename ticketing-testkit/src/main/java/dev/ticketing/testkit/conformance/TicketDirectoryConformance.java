package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.projection.ReadModel;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.core.ticket.TicketHeld;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** What every {@link TicketDirectory} has to do. It may hold tickets of earlier tests. */
public abstract class TicketDirectoryConformance extends ReadModelConformance<TicketHeld> {

    /** Makes a suite; a subclass needs no constructor. */
    protected TicketDirectoryConformance() {}

    /** The directory under test. */
    protected abstract TicketDirectory ticketDirectory();

    @Override
    protected final ReadModel<TicketHeld> readModel() {
        return ticketDirectory();
    }

    @Test
    void a_person_without_tickets_holds_none() {
        assertThat(all(Fresh.user())).isEmpty();
    }

    @Test
    void lists_the_tickets_of_a_person_newest_first() {
        UserId holder = Fresh.user();
        List<TicketId> tickets = hand(holder, 4);
        hand(Fresh.user(), 1);

        assertThat(all(holder)).isEqualTo(tickets.reversed());
    }

    @Test
    void lists_as_many_as_were_asked_for() {
        UserId holder = Fresh.user();
        List<TicketId> newestFirst = hand(holder, 3).reversed();

        assertThat(ticketDirectory().heldBy(holder, Optional.empty(), 2))
                .isEqualTo(newestFirst.subList(0, 2));
        assertThat(ticketDirectory().heldBy(holder, Optional.empty(), 3)).isEqualTo(newestFirst);
    }

    @Test
    void goes_on_before_a_ticket_and_without_it() {
        UserId holder = Fresh.user();
        List<TicketId> newestFirst = hand(holder, 4).reversed();

        assertThat(ticketDirectory().heldBy(holder, Optional.of(newestFirst.get(1)), 10))
                .isEqualTo(newestFirst.subList(2, 4));
        assertThat(ticketDirectory().heldBy(holder, Optional.of(newestFirst.get(3)), 10)).isEmpty();
    }

    @Test
    void a_ticket_that_comes_to_a_holder_twice_is_listed_once() {
        UserId holder = Fresh.user();
        TicketHeld held = new TicketHeld(new TicketId(Fresh.id()), holder);

        Fresh.apply(ticketDirectory(), held);
        Fresh.apply(ticketDirectory(), held);

        assertThat(all(holder)).containsExactly(held.ticket());
    }

    @Test
    void what_is_refused_leaves_nothing_behind() {
        UserId holder = Fresh.user();
        Position elsewhere = ticketDirectory().checkpoint().plus(1);

        boolean moved =
                ticketDirectory()
                        .apply(
                                elsewhere,
                                elsewhere.plus(1),
                                List.of(new TicketHeld(new TicketId(Fresh.id()), holder)));

        assertThat(moved).isFalse();
        assertThat(all(holder)).isEmpty();
    }

    private List<TicketId> all(UserId holder) {
        return ticketDirectory().heldBy(holder, Optional.empty(), Fresh.ENOUGH);
    }

    /** Hands out tickets whose ids ascend, not in that order; returns them ascending. */
    private List<TicketId> hand(UserId holder, int count) {
        UUID first = Fresh.id();
        List<TicketId> tickets =
                IntStream.range(0, count).mapToObj(i -> new TicketId(later(first, i))).toList();
        TicketHeld[] held =
                tickets.reversed().stream()
                        .map(ticket -> new TicketHeld(ticket, holder))
                        .toArray(TicketHeld[]::new);
        assertThat(Fresh.apply(ticketDirectory(), held)).isTrue();
        return tickets;
    }

    /** The id with its time moved on by milliseconds. */
    private static UUID later(UUID id, int millis) {
        return new UUID(
                id.getMostSignificantBits() + ((long) millis << 16), id.getLeastSignificantBits());
    }
}
