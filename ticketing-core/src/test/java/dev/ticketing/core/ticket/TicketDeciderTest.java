package dev.ticketing.core.ticket;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.STARTS;
import static dev.ticketing.core.Samples.TICKET;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.ticket.TicketCommand.CheckInTicket;
import dev.ticketing.core.ticket.TicketCommand.IssueTicket;
import dev.ticketing.core.ticket.TicketCommand.TransferTicket;
import dev.ticketing.core.ticket.TicketCommand.VoidTicket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketRejection.AlreadyCheckedIn;
import dev.ticketing.core.ticket.TicketRejection.AlreadyIssued;
import dev.ticketing.core.ticket.TicketRejection.HeldAlready;
import dev.ticketing.core.ticket.TicketRejection.HeldByAnother;
import dev.ticketing.core.ticket.TicketRejection.IsUsed;
import dev.ticketing.core.ticket.TicketRejection.IsVoid;
import dev.ticketing.core.ticket.TicketRejection.NotIssued;
import dev.ticketing.core.ticket.TicketRejection.OutdatedCode;
import dev.ticketing.core.ticket.TicketRejection.TransferClosed;
import dev.ticketing.core.ticket.TicketRejection.TransferredTooOften;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TicketDeciderTest {

    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> NOTHING =
            Given.nothing(TicketDecider.INSTANCE);
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> VALID =
            NOTHING.and(new TicketIssued(TICKET));
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> VOID =
            VALID.and(new TicketVoided(NOW));

    private static final CheckIn FIRST = new CheckIn(NOW, OWNER, Edition.FIRST, "north");
    private static final CheckIn LATER =
            new CheckIn(NOW.plusSeconds(9), OWNER, Edition.FIRST, null);
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> USED =
            VALID.and(new TicketCheckedIn(FIRST));

    private static final UserId FRIEND = new UserId(id(4));
    private static final UserId OTHER = new UserId(id(5));
    private static final Instant CLOSES = STARTS.minus(Duration.ofHours(24));
    private static final Transfer GIVEN = new Transfer(CUSTOMER, FRIEND, NOW);
    private static final Given<Ticket, TicketCommand, TicketEvent, TicketRejection> GIVEN_ON =
            VALID.and(new TicketTransferred(GIVEN));

    private static TransferTicket handOn(UserId from, UserId to, Instant now) {
        return new TransferTicket(from, to, STARTS, now);
    }

    private static CheckIn shown(Edition edition) {
        return new CheckIn(NOW, OWNER, edition, null);
    }

    @Test
    void its_holder_hands_it_on() {
        VALID.accepts(handOn(CUSTOMER, FRIEND, NOW), new TicketTransferred(GIVEN));
        assertThat(GIVEN_ON.state())
                .isEqualTo(new Ticket.Valid(TICKET.heldBy(FRIEND), List.of(GIVEN)));
        GIVEN_ON.accepts(
                handOn(FRIEND, CUSTOMER, NOW),
                new TicketTransferred(new Transfer(FRIEND, CUSTOMER, NOW)));
    }

    @Test
    void nobody_but_its_holder_hands_it_on() {
        VALID.rejects(handOn(OTHER, FRIEND, NOW), new HeldByAnother());
        GIVEN_ON.rejects(handOn(CUSTOMER, OTHER, NOW), new HeldByAnother());
        NOTHING.rejects(handOn(CUSTOMER, FRIEND, NOW), new NotIssued());
    }

    @Test
    void it_is_handed_on_up_to_a_day_before_the_show_and_not_an_instant_later() {
        VALID.accepts(
                handOn(CUSTOMER, FRIEND, CLOSES),
                new TicketTransferred(new Transfer(CUSTOMER, FRIEND, CLOSES)));
        VALID.rejects(handOn(CUSTOMER, FRIEND, CLOSES.plusNanos(1)), new TransferClosed(CLOSES));
    }

    @Test
    void who_holds_it_cannot_be_given_it() {
        VALID.rejects(handOn(CUSTOMER, CUSTOMER, NOW), new HeldAlready());
        assertThatThrownBy(() -> new Transfer(FRIEND, FRIEND, NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_has_admitted_or_is_void_is_not_handed_on() {
        USED.rejects(handOn(CUSTOMER, FRIEND, NOW), new IsUsed());
        VOID.rejects(handOn(CUSTOMER, FRIEND, NOW), new IsVoid());
        VOID.rejects(handOn(CUSTOMER, FRIEND, STARTS), new IsVoid());
    }

    @Test
    void only_the_newest_code_admits() {
        Edition second = new Edition(2);
        VALID.rejects(new CheckInTicket(shown(second)), new OutdatedCode(second, Edition.FIRST));
        GIVEN_ON.rejects(
                new CheckInTicket(shown(Edition.FIRST)), new OutdatedCode(Edition.FIRST, second));
        GIVEN_ON.accepts(new CheckInTicket(shown(second)), new TicketCheckedIn(shown(second)));
    }

    @Test
    void an_old_code_does_not_tell_when_the_ticket_was_used() {
        GIVEN_ON.and(new TicketCheckedIn(shown(new Edition(2))))
                .rejects(
                        new CheckInTicket(shown(Edition.FIRST)),
                        new OutdatedCode(Edition.FIRST, new Edition(2)));
    }

    @Test
    void one_that_was_handed_on_can_be_voided() {
        GIVEN_ON.accepts(new VoidTicket(NOW), new TicketVoided(NOW));
        assertThat(GIVEN_ON.and(new TicketVoided(NOW)).state())
                .isEqualTo(new Ticket.Voided(TICKET.heldBy(FRIEND), List.of(GIVEN)));
    }

    @Test
    void it_goes_from_hand_to_hand_fifty_times_and_not_once_more() {
        var ticket = VALID;
        UserId holder = CUSTOMER;
        for (int i = 0; i < TicketDecider.MAX_TRANSFERS; i++) {
            UserId next = holder.equals(FRIEND) ? OTHER : FRIEND;
            Transfer transfer = new Transfer(holder, next, NOW);
            ticket.accepts(handOn(holder, next, NOW), new TicketTransferred(transfer));
            ticket = ticket.and(new TicketTransferred(transfer));
            holder = next;
        }

        ticket.rejects(handOn(holder, CUSTOMER, NOW), new TransferredTooOften(50));
        assertThat(ticket.state())
                .isInstanceOfSatisfying(
                        Ticket.Valid.class,
                        valid -> assertThat(valid.edition()).isEqualTo(new Edition(51)));
    }

    @Test
    void who_has_handed_it_on_sees_it_as_it_was_then() {
        var again = GIVEN_ON.and(new TicketTransferred(new Transfer(FRIEND, OTHER, NOW)));
        Ticket.Issued ticket = (Ticket.Issued) again.and(new TicketVoided(NOW)).state();

        assertThat(ticket.passedOnBy(CUSTOMER))
                .contains(new PassedOn(TICKET.heldBy(FRIEND), new Version(2)));
        assertThat(ticket.passedOnBy(FRIEND))
                .contains(new PassedOn(TICKET.heldBy(OTHER), new Version(3)));
        assertThat(ticket.passedOnBy(OTHER)).as("holds it").isEmpty();
        assertThat(ticket.passedOnBy(OWNER)).as("never held it").isEmpty();
    }

    @Test
    void who_gets_it_back_holds_it_and_who_gave_it_twice_remembers_the_second_time() {
        var back = GIVEN_ON.and(new TicketTransferred(new Transfer(FRIEND, CUSTOMER, NOW)));
        var gone = back.and(new TicketTransferred(new Transfer(CUSTOMER, OTHER, NOW)));

        assertThat(((Ticket.Issued) back.state()).passedOnBy(CUSTOMER)).isEmpty();
        assertThat(((Ticket.Issued) gone.state()).passedOnBy(CUSTOMER))
                .contains(new PassedOn(TICKET.heldBy(OTHER), new Version(4)));
    }

    @Test
    void editions_begin_with_the_first() {
        assertThat(Edition.after(0)).isEqualTo(Edition.FIRST);
        assertThat(Edition.after(2)).isEqualTo(new Edition(3)).isGreaterThan(Edition.FIRST);
        assertThat(Edition.FIRST.isFirst()).isTrue();
        assertThat(new Edition(2).isFirst()).isFalse();
        assertThatThrownBy(() -> new Edition(0)).isInstanceOf(IllegalArgumentException.class);
    }

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
        assertThat(new CheckIn(NOW, OWNER, Edition.FIRST, "g".repeat(CheckIn.MAX_GATE)).gate())
                .isPresent();
        for (String wrong : List.of("", " ", "g".repeat(CheckIn.MAX_GATE + 1))) {
            assertThatThrownBy(() -> new CheckIn(NOW, OWNER, Edition.FIRST, wrong))
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
