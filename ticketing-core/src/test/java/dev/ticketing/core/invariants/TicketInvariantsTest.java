package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.invariants.LogScript.ticketed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.Transfer;

import org.junit.jupiter.api.Test;

/** Who has a ticket, and whom it admits. */
class TicketInvariantsTest {

    private static final UserId FRIEND = new UserId(id(4));

    private final LogScript log = new LogScript();

    @Test
    void a_ticket_admits_once_and_not_when_it_is_void() {
        TicketCheckedIn admitted =
                new TicketCheckedIn(new CheckIn(NOW, CUSTOMER, Edition.FIRST, null));
        log.opens();
        log.sells(1);
        log.command(ticketed(1, admitted));
        assertThat(log.found()).isEmpty();

        log.command(ticketed(1, admitted));
        log.cancels(1);
        log.command(ticketed(1, admitted));
        log.command(ticketed(2, admitted));

        assertThat(log.found())
                .hasSize(3)
                .allMatch(sentence -> sentence.endsWith("admits somebody though it is not valid."));
    }

    @Test
    void a_ticket_goes_from_who_holds_it_and_its_newest_code_admits() {
        log.opens();
        log.sells(1);
        log.command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        log.command(ticketed(1, handedOn(FRIEND, CUSTOMER)));
        log.command(ticketed(1, admitted(3)));
        log.cancels(1);

        assertThat(log.found()).isEmpty();
    }

    @Test
    void who_does_not_hold_a_ticket_does_not_hand_it_on() {
        log.opens();
        log.sells(1);
        log.command(ticketed(1, handedOn(FRIEND, CUSTOMER)));
        log.command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        log.command(ticketed(1, handedOn(CUSTOMER, FRIEND)));

        assertThat(log.found())
                .hasSize(2)
                .allMatch(
                        sentence ->
                                sentence.endsWith(
                                        "is handed on by somebody who does not hold it."));
    }

    @Test
    void an_old_code_does_not_admit_nor_one_that_was_never_made() {
        log.opens();
        log.sells(1);
        log.sells(2);
        log.command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        log.command(ticketed(1, admitted(1)));
        log.command(ticketed(2, admitted(2)));

        assertThat(log.found())
                .hasSize(2)
                .allMatch(
                        sentence ->
                                sentence.endsWith(
                                        "admits somebody by a code that is not its newest."));
    }

    @Test
    void what_has_admitted_or_is_void_or_never_was_is_not_handed_on() {
        log.opens();
        log.sells(1);
        log.command(ticketed(1, admitted(1)));
        log.command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        log.sells(2);
        log.cancels(2);
        log.command(ticketed(2, handedOn(CUSTOMER, FRIEND)));
        log.command(ticketed(3, handedOn(CUSTOMER, FRIEND)));

        assertThat(log.found())
                .hasSize(3)
                .allMatch(sentence -> sentence.endsWith("is handed on though it is not valid."));
    }

    private static TicketTransferred handedOn(UserId from, UserId to) {
        return new TicketTransferred(new Transfer(from, to, NOW));
    }

    private static TicketCheckedIn admitted(int edition) {
        return new TicketCheckedIn(new CheckIn(NOW, CUSTOMER, new Edition(edition), null));
    }
}
