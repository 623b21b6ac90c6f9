package dev.ticketing.core.ticket;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TICKET;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.ticket.TicketCommand.CheckInTicket;
import dev.ticketing.core.ticket.TicketCommand.IssueTicket;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketRejection.AlreadyCheckedIn;
import dev.ticketing.core.ticket.TicketRejection.AlreadyIssued;
import dev.ticketing.core.ticket.TicketRejection.IsVoid;
import dev.ticketing.core.ticket.TicketRejection.NotIssued;

import org.junit.jupiter.api.Test;

import java.util.List;

class TicketDeciderTest {

    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> NOTHING =
            Given.nothing(TicketDecider.INSTANCE);
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> VALID =
            NOTHING.and(new TicketIssued(TICKET));
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> VOID =
            VALID.and(new TicketVoided(NOW));

    private static final CheckIn FIRST = new CheckIn(NOW, OWNER, "north");
    private static final CheckIn LATER = new CheckIn(NOW.plusSeconds(9), OWNER, null);
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> USED =
            VALID.and(new TicketCheckedIn(FIRST));

    @Test
    void admits_once() {
        VALID.accepts(new CheckInTicket(FIRST), new TicketCheckedIn(FIRST));
        USED.rejects(new CheckInTicket(LATER), new AlreadyCheckedIn(FIRST));
    }

    @Test
    void what_is_void_or_was_never_issued_does_not_admit() {
        VOID.rejects(new CheckInTicket(FIRST), new IsVoid());
        NOTHING.rejects(new CheckInTicket(FIRST), new NotIssued());
    }

    @Test
    void one_that_has_admitted_can_be_voided_and_admits_no_more() {
        USED.accepts(new VoidTicket(NOW), new TicketVoided(NOW));
        USED.and(new TicketVoided(NOW)).rejects(new CheckInTicket(LATER), new IsVoid());
        USED.rejects(new IssueTicket(TICKET), new AlreadyIssued(TICKET.id()));
    }

    @Test
    void a_gate_has_a_name_or_none() {
        assertThat(FIRST.gate()).contains("north");
        assertThat(LATER.gate()).isEmpty();
        assertThat(new CheckIn(NOW, OWNER, "g".repeat(CheckIn.MAX_GATE)).gate()).isPresent();
        for (String wrong : List.of("", " ", "g".repeat(CheckIn.MAX_GATE + 1))) {
            assertThatThrownBy(() -> new CheckIn(NOW, OWNER, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

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
        assertThat(USED.state()).isEqualTo(new Ticket.CheckedIn(TICKET, FIRST));
        assertThat(Ticket.statusOf(new Ticket.Valid(TICKET))).isEqualTo(Ticket.Status.VALID);
        assertThat(Ticket.statusOf(new Ticket.CheckedIn(TICKET, FIRST)))
                .isEqualTo(Ticket.Status.CHECKED_IN);
        assertThat(Ticket.statusOf(new Ticket.Voided(TICKET))).isEqualTo(Ticket.Status.VOID);
    }

    @Test
    void a_history_that_does_not_begin_with_the_issue_cannot_be_folded() {
        assertThatThrownBy(() -> NOTHING.and(new TicketVoided(NOW)).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> NOTHING.and(new TicketCheckedIn(FIRST)).state())
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
