package dev.ticketing.core.ticket;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.TICKET;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.ticket.PassedOn.PASSED_ON;
import static dev.ticketing.core.ticket.TicketRow.TICKETS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.ProjectedRows;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.PassedOn.By;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketRegister.Filter;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Set;

class TicketRowProjectionTest {

    private static final StreamId STREAM = Ticket.at(TICKET.id()).stream();

    private final TicketRowProjection projection = new TicketRowProjection();
    private final ProjectedRows rows = new ProjectedRows(projection);

    @Test
    void a_row_is_the_state_with_its_version() {
        rows.with(STREAM, new TicketIssued(TICKET));
        assertThat(rows.get(TICKETS, TICKET.id()))
                .contains(new TicketRow(new Ticket.Valid(TICKET), new Version(1)));

        rows.with(STREAM, new TicketVoided(NOW));
        assertThat(rows.get(TICKETS, TICKET.id()))
                .contains(new TicketRow(new Ticket.Voided(TICKET), new Version(2)));
    }

    @Test
    void what_remains_to_who_hands_a_ticket_on_stays_as_it_was_then() {
        UserId friend = new UserId(id(4));
        rows.with(STREAM, new TicketIssued(TICKET))
                .with(STREAM, new TicketTransferred(new Transfer(CUSTOMER, friend, NOW)));
        PassedOn left = new PassedOn(TICKET.heldBy(friend), new Version(2));
        assertThat(rows.get(PASSED_ON, by(CUSTOMER))).contains(left);
        assertThat(ticket().facts().holder()).isEqualTo(friend);
        assertThat(ticket().passedOnBy(CUSTOMER)).as("the same as from the stream").contains(left);

        rows.with(STREAM, new TicketTransferred(new Transfer(friend, OWNER, NOW)))
                .with(STREAM, new TicketVoided(NOW));

        assertThat(rows.get(PASSED_ON, by(CUSTOMER))).contains(left);
        assertThat(rows.get(PASSED_ON, by(friend)))
                .contains(new PassedOn(TICKET.heldBy(OWNER), new Version(3)));
        assertThat(rows.get(PASSED_ON, by(OWNER))).isEmpty();
        assertThat(ticket()).isInstanceOf(Ticket.Voided.class);
    }

    @Test
    void who_gets_a_ticket_back_has_it_and_not_what_remained_of_it() {
        UserId friend = new UserId(id(4));
        rows.with(STREAM, new TicketIssued(TICKET))
                .with(STREAM, new TicketTransferred(new Transfer(CUSTOMER, friend, NOW)))
                .with(STREAM, new TicketTransferred(new Transfer(friend, CUSTOMER, NOW)));

        assertThat(rows.get(PASSED_ON, by(CUSTOMER))).isEmpty();
        assertThat(rows.get(PASSED_ON, by(friend))).contains(new PassedOn(TICKET, new Version(3)));
        assertThat(ticket().facts()).isEqualTo(TICKET);
    }

    private Ticket.Issued ticket() {
        return rows.get(TICKETS, TICKET.id()).orElseThrow().ticket();
    }

    private static By by(UserId holder) {
        return new By(holder, TICKET.id());
    }

    @Test
    void cannot_handle_a_history_without_a_beginning() {
        assertThatThrownBy(() -> rows.with(STREAM, new TicketVoided(NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void looks_at_every_event_of_a_ticket() {
        assertThat(projection.interests())
                .isEqualTo(Set.of(TicketEvent.class.getPermittedSubclasses()));
        assertThat(projection.categories()).containsExactly(STREAM.category());
    }

    @Test
    void is_wanted_by_holder_show_and_reservation() {
        Ticket.Valid ticket = new Ticket.Valid(TICKET);

        assertThat(of(CUSTOMER, SHOW, reservation(1)).matches(ticket)).isTrue();
        assertThat(of(OWNER, SHOW, reservation(1)).matches(ticket)).isFalse();
        assertThat(of(CUSTOMER, new ShowId(id(9)), reservation(1)).matches(ticket)).isFalse();
        assertThat(of(CUSTOMER, SHOW, reservation(2)).matches(ticket)).isFalse();
    }

    @Test
    void what_was_handed_on_is_wanted_by_who_has_done_so() {
        PassedOn left = new PassedOn(TICKET.heldBy(OWNER), new Version(2));

        assertThat(of(CUSTOMER, SHOW, reservation(1)).matches(by(CUSTOMER), left)).isTrue();
        assertThat(of(OWNER, SHOW, reservation(1)).matches(by(CUSTOMER), left)).isFalse();
        assertThat(of(CUSTOMER, SHOW, reservation(2)).matches(by(CUSTOMER), left)).isFalse();
        assertThat(
                        new Filter(Optional.empty(), Optional.of(SHOW), Optional.empty())
                                .matches(by(CUSTOMER), left))
                .as("every ticket is there once already")
                .isFalse();
    }

    private static Filter of(UserId holder, ShowId show, ReservationId reservation) {
        return new Filter(Optional.of(holder), Optional.of(show), Optional.of(reservation));
    }
}
