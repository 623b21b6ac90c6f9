package dev.ticketing.core.ticket;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TICKET;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.ticket.TicketCommand.IssueTicket;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketRejection.AlreadyIssued;
import dev.ticketing.core.ticket.TicketRejection.NotIssued;

import org.junit.jupiter.api.Test;

class TicketDeciderTest {

    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> NOTHING =
            Given.nothing(TicketDecider.INSTANCE);
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> VALID =
            NOTHING.and(new TicketIssued(TICKET));
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> VOID =
            VALID.and(new TicketVoided(NOW));

    @Test
    void issues_a_ticket_once() {
        NOTHING.accepts(new IssueTicket(TICKET), new TicketIssued(TICKET));
        VALID.rejects(new IssueTicket(TICKET), new AlreadyIssued(TICKET.id()));
        VOID.rejects(new IssueTicket(TICKET), new AlreadyIssued(TICKET.id()));
    }

    @Test
    void voids_a_valid_ticket() {
        VALID.accepts(new VoidTicket(NOW), new TicketVoided(NOW));
    }

    @Test
    void a_void_ticket_stays_void() {
        VOID.acceptsWithoutChange(new VoidTicket(NOW.plusSeconds(1)));
    }

    @Test
    void a_ticket_that_was_not_issued_cannot_be_voided() {
        NOTHING.rejects(new VoidTicket(NOW), new NotIssued());
    }

    @Test
    void says_whether_it_admits() {
        assertThat(VALID.state()).isEqualTo(new Ticket.Valid(TICKET));
        assertThat(VOID.state()).isEqualTo(new Ticket.Voided(TICKET));
        assertThat(Ticket.statusOf(new Ticket.Valid(TICKET))).isEqualTo(Ticket.Status.VALID);
        assertThat(Ticket.statusOf(new Ticket.Voided(TICKET))).isEqualTo(Ticket.Status.VOID);
    }

    @Test
    void a_history_that_does_not_begin_with_the_issue_cannot_be_folded() {
        assertThatThrownBy(() -> NOTHING.and(new TicketVoided(NOW)).state())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void has_a_seat_in_a_numbered_section_alone() {
        TicketFacts standing =
                new TicketFacts(ticket(2), reservation(1), SHOW, STALLS, null, null, CUSTOMER, NOW);

        assertThat(TICKET.seat()).contains(new SeatLabel("A-1"));
        assertThat(standing.seat()).isEmpty();
    }
}
