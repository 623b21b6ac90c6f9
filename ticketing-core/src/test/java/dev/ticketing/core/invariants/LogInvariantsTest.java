package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;
import static dev.ticketing.core.invariants.LogScript.SECTION;
import static dev.ticketing.core.invariants.LogScript.confirmed;
import static dev.ticketing.core.invariants.LogScript.issued;
import static dev.ticketing.core.invariants.LogScript.paid;
import static dev.ticketing.core.invariants.LogScript.released;
import static dev.ticketing.core.invariants.LogScript.requested;
import static dev.ticketing.core.invariants.LogScript.section;
import static dev.ticketing.core.invariants.LogScript.started;
import static dev.ticketing.core.invariants.LogScript.ticketed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.invariants.LogInvariants.Rule;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketFacts;

import org.junit.jupiter.api.Test;

/** What is kept of a log, and what is found although it was not kept. */
class LogInvariantsTest {

    private final LogScript log = new LogScript();

    @Test
    void an_event_that_cannot_be_read_is_a_violation_and_the_rest_is_looked_at() {
        log.opens();
        log.command(
                section(new UnreadableEvent("seats-guessed", 3, "unknown type: seats-guessed")));
        log.command(section(new SeatsHeld(reservation(1), places(11), NOW)));

        assertThat(log.invariants.finish())
                .containsExactly(
                        new Violation(
                                new Position(2),
                                Rule.READABLE,
                                SECTION
                                        + " holds an unreadable seats-guessed of version 3:"
                                        + " unknown type: seats-guessed"),
                        new Violation(
                                new Position(3),
                                Rule.PLACES,
                                "11 places of " + SECTION + " are taken of 10"));
    }

    @Test
    void a_hold_is_kept_until_it_has_ended() {
        log.opens();
        for (int number = 1; number <= 50; number++) {
            log.holds(number);
            assertThat(log.invariants.open()).as("terms and places").isEqualTo(2);
            log.expires(number);
            assertThat(log.found()).isEmpty();
            assertThat(log.invariants.open()).isZero();
        }
    }

    @Test
    void places_and_money_of_a_sale_are_kept_until_they_have_gone_back() {
        log.opens();
        for (int number = 1; number <= 50; number++) {
            log.sells(number);
            assertThat(log.found()).isEmpty();
            assertThat(log.invariants.open()).as("places and money").isEqualTo(2);
            log.cancels(number);
            assertThat(log.found()).isEmpty();
            assertThat(log.invariants.open()).isZero();
        }
    }

    @Test
    void what_was_forgotten_cannot_be_used_again() {
        log.opens();
        log.sells(1);
        log.cancels(1);

        log.command(confirmed(1));
        log.command(paid(1, new PaymentCaptured("ch", NOW)));
        log.command(released(1, ReleaseReason.CANCELLED));
        log.command(ticketed(2, new TicketIssued(factsOf(1))));

        assertThat(log.found())
                .contains(
                        "Reservation " + reservation(1) + " has not bought its places.",
                        "Reservation "
                                + reservation(1)
                                + " is confirmed without exactly its total.",
                        Payment.at(payment(1)).stream() + " changes before it is requested.",
                        "Reservation " + reservation(1) + " gives back what it does not have.",
                        "Ticket " + ticket(2) + " belongs to no reservation.");
    }

    @Test
    void what_was_forgotten_cannot_begin_again() {
        log.opens();
        log.sells(1);
        log.cancels(1);

        log.command(section(new SeatsHeld(reservation(1), places(1), NOW)), started(1));
        log.command(requested(1));
        log.command(issued(1));

        assertThat(log.found())
                .contains(
                        Reservation.at(reservation(1)).stream() + " begins after its beginning.",
                        Payment.at(payment(1)).stream() + " begins after its beginning.",
                        Ticket.at(ticket(1)).stream() + " begins after its beginning.");
    }

    @Test
    void a_version_of_zero_is_none() {
        log.versions.put(SECTION, -1);
        log.opens();

        assertThat(log.found()).containsExactly("Version 0 of " + SECTION + " has an event.");
    }

    @Test
    void a_log_of_nothing_but_violations_does_not_fill_the_memory() {
        UnreadableEvent unreadable = new UnreadableEvent("seats-guessed", 1, "unknown");
        for (int i = 0; i <= LogInvariants.MAX_VIOLATIONS; i++) {
            log.command(section(unreadable));
        }

        assertThat(log.invariants.finish()).hasSize(LogInvariants.MAX_VIOLATIONS);
    }

    private static TicketFacts factsOf(int reservation) {
        return new TicketFacts(
                ticket(2), reservation(reservation), SHOW, STALLS, null, null, CUSTOMER, NOW);
    }
}
