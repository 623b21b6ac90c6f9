package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.labels;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.seats;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.Samples;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.invariants.LogInvariants.Rule;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCompleted;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.Transfer;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is kept of a log, and what is found although it was not kept. */
class LogInvariantsTest {

    private static final StreamId SECTION = Inventory.at(SHOW, STALLS).stream();
    private static final Refund REFUND =
            new Refund(new RefundId(id(0x400)), euros(50), Refund.Reason.CANCELLED);

    private final LogInvariants invariants = new LogInvariants();
    private final Map<StreamId, Integer> versions = new HashMap<>();
    private int position;
    private int command;

    /** An event of the next stretch of a log. */
    private record Change(StreamId stream, DomainEvent event) {}

    private static final UserId FRIEND = new UserId(id(4));

    private void command(Change... changes) {
        command++;
        for (Change change : changes) {
            position++;
            invariants.accept(
                    new RecordedEvent(
                            new Position(position),
                            change.stream,
                            new Version(versions.merge(change.stream, 1, Integer::sum)),
                            id(0x1_0000 + position),
                            NOW,
                            new CommandId(id(0x100_0000 + command)),
                            EventMetadata.ofSystem("test", id(1)),
                            change.event));
        }
    }

    private static Change section(DomainEvent event) {
        return new Change(SECTION, event);
    }

    private static Change reserved(int number, DomainEvent event) {
        return new Change(Reservation.at(reservation(number)).stream(), event);
    }

    private static Change paid(int number, DomainEvent event) {
        return new Change(Payment.at(payment(number)).stream(), event);
    }

    private static Change ticketed(int number, DomainEvent event) {
        return new Change(Ticket.at(ticket(number)).stream(), event);
    }

    private static Change started(int number) {
        return reserved(
                number,
                new ReservationStarted(
                        new Terms(
                                reservation(number),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                places(1),
                                List.of(new PriceLine(TIER.id(), 1, euros(50))),
                                NOW,
                                NOW)));
    }

    private static Change released(int number, ReleaseReason reason) {
        return section(new SeatsReleased(reservation(number), places(1), reason));
    }

    private static Change issued(int number) {
        return ticketed(
                number,
                new TicketIssued(
                        new TicketFacts(
                                ticket(number),
                                reservation(number),
                                SHOW,
                                STALLS,
                                null,
                                TIER.id(),
                                CUSTOMER,
                                NOW)));
    }

    private static Change confirmed(int number) {
        return reserved(
                number, new ReservationConfirmed(payment(number), List.of(ticket(number)), NOW));
    }

    private static Change requested(int number) {
        return paid(
                number,
                new PaymentRequested(
                        new PaymentRequest(
                                payment(number),
                                reservation(number),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                euros(50),
                                new PaymentMethod(PaymentMethod.Type.WALLET, null),
                                "sandbox",
                                NOW)));
    }

    private static Change show(DomainEvent event) {
        return new Change(Show.at(SHOW).stream(), event);
    }

    @Test
    void nothing_is_held_for_a_show_that_is_over() {
        for (DomainEvent end :
                List.of(
                        new ShowCompleted(NOW),
                        new DraftDeleted(NOW),
                        new ShowCancelled(CUSTOMER, NOW))) {
            LogInvariantsTest log = new LogInvariantsTest();
            log.opens();
            log.holds(1);
            log.command(show(end));
            assertThat(log.invariants.finish()).isEmpty();
            log.holds(2);
            assertThat(log.invariants.finish()).extracting(Violation::rule).contains(Rule.OVER);
        }
    }

    @Test
    void a_show_does_not_change_behind_its_end() {
        command(show(new ShowCompleted(NOW)));
        command(show(new SalesOpened(NOW)));
        command(show(new ShowCancelled(CUSTOMER, NOW)));

        assertThat(invariants.finish())
                .extracting(Violation::sentence)
                .containsExactly(
                        "Show " + SHOW + " changes though it is COMPLETED.",
                        "Show " + SHOW + " changes though it is COMPLETED.");
    }

    @Test
    void what_is_held_when_a_show_is_completed_may_be_paid_and_cancelled() {
        opens();
        holds(1);
        command(show(new ShowCompleted(NOW)));
        command(requested(1), reserved(1, new ReservationPaymentStarted(payment(1), NOW)));
        command(
                paid(1, new PaymentCaptured("ch", NOW)),
                section(new SeatsSold(reservation(1), places(1))),
                confirmed(1),
                issued(1));
        cancels(1);

        assertThat(invariants.finish()).isEmpty();
    }

    @Test
    void nothing_is_paid_or_sold_for_a_show_that_was_cancelled() {
        opens();
        holds(1);
        holds(2);
        command(requested(1), reserved(1, new ReservationPaymentStarted(payment(1), NOW)));
        command(show(new ShowCancelled(CUSTOMER, NOW)));
        command(requested(2), reserved(2, new ReservationPaymentStarted(payment(2), NOW)));
        command(
                paid(1, new PaymentCaptured("ch", NOW)),
                section(new SeatsSold(reservation(1), places(1))),
                confirmed(1),
                issued(1));

        assertThat(invariants.finish())
                .extracting(Violation::sentence)
                .containsExactly(
                        "Payment " + payment(2) + " is for a show CANCELLED.",
                        "Reservation " + reservation(1) + " buys of a show CANCELLED.");
    }

    private void opens() {
        command(section(new SectionOpened(SHOW, STALLS, Samples.SECTION.seating())));
    }

    private void holds(int number) {
        command(section(new SeatsHeld(reservation(number), places(1), NOW)), started(number));
    }

    private void expires(int number) {
        command(
                released(number, ReleaseReason.EXPIRED),
                reserved(number, new ReservationExpired(NOW)));
    }

    private void sells(int number) {
        holds(number);
        command(
                requested(number),
                reserved(number, new ReservationPaymentStarted(payment(number), NOW)));
        command(
                paid(number, new PaymentCaptured("ch", NOW)),
                section(new SeatsSold(reservation(number), places(1))),
                confirmed(number),
                issued(number));
    }

    private void cancels(int number) {
        command(
                reserved(number, new ReservationCancelled(Canceller.CUSTOMER, NOW)),
                released(number, ReleaseReason.CANCELLED),
                ticketed(number, new TicketVoided(NOW)),
                paid(number, new RefundRequested(REFUND, NOW)));
        command(paid(number, new RefundCompleted(REFUND.id(), euros(50), "re", NOW)));
    }

    private List<String> found() {
        return invariants.finish().stream().map(Violation::sentence).toList();
    }

    @Test
    void an_event_that_cannot_be_read_is_a_violation_and_the_rest_is_looked_at() {
        opens();
        command(section(new UnreadableEvent("seats-guessed", 3, "unknown type: seats-guessed")));
        command(section(new SeatsHeld(reservation(1), places(11), NOW)));

        assertThat(invariants.finish())
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
    void taken_and_blocked_places_together_are_no_more_than_there_are() {
        opens();
        command(section(new SeatsBlocked(places(9))));
        holds(1);
        assertThat(found()).isEmpty();

        command(section(new SeatsBlocked(places(1))));
        command(section(new SeatsUnblocked(places(2))));
        command(section(new SeatsHeld(reservation(2), places(2), NOW)));

        assertThat(found())
                .startsWith("1 places of " + SECTION + " are taken and 10 blocked of 10")
                .contains("3 places of " + SECTION + " are taken and 8 blocked of 10");
    }

    @Test
    void no_more_is_unblocked_than_was_blocked() {
        opens();
        command(section(new SeatsBlocked(places(2))));
        command(section(new SeatsUnblocked(places(2))));
        assertThat(found()).isEmpty();

        command(section(new SeatsUnblocked(places(1))));

        assertThat(found())
                .containsExactly("More places of " + SECTION + " are unblocked than were blocked.");
    }

    @Test
    void a_blocked_seat_is_nobodys() {
        Seating seats = new Seating.Numbered(labels("A-1", "A-2", "A-3"));
        command(section(new SectionOpened(SHOW, STALLS, seats)));
        command(section(new SeatsBlocked(seats("A-1", "A-2"))));
        command(section(new SeatsUnblocked(seats("A-2"))));
        command(section(new SeatsBlocked(seats("A-2"))));
        assertThat(found()).isEmpty();

        command(section(new SeatsUnblocked(seats("A-3"))));
        command(section(new SeatsBlocked(seats("A-1"))));
        command(section(new SeatsHeld(reservation(1), seats("A-2", "A-3"), NOW)));
        command(section(new SeatsBlocked(seats("A-3"))));

        assertThat(found())
                .contains(
                        "Seat A-3 is unblocked though it was not blocked.",
                        "Seat A-1 is blocked twice.",
                        "Seat A-2 is given away though it is blocked.",
                        "Seat A-3 is blocked though somebody has it.");
    }

    @Test
    void members_come_and_go_at_a_show_that_is_over_and_its_places_stay_as_they_are() {
        StreamId stream = Show.at(SHOW).stream();
        opens();
        command(section(new SeatsBlocked(places(1))));
        command(new Change(stream, new ShowCompleted(NOW)));
        command(new Change(stream, new MemberAdded(CUSTOMER, MemberRole.SCANNER, NOW)));
        command(new Change(stream, new MemberRoleChanged(CUSTOMER, MemberRole.ORGANIZER, NOW)));
        command(new Change(stream, new MemberRemoved(CUSTOMER, NOW)));
        assertThat(found()).isEmpty();

        command(section(new SeatsBlocked(places(1))));
        command(section(new SeatsUnblocked(places(2))));

        assertThat(found())
                .containsExactly(
                        SECTION + " is changed though its show is COMPLETED.",
                        SECTION + " is changed though its show is COMPLETED.");
    }

    @Test
    void a_hold_is_kept_until_it_has_ended() {
        opens();
        for (int number = 1; number <= 50; number++) {
            holds(number);
            assertThat(invariants.open()).as("terms and places").isEqualTo(2);
            expires(number);
            assertThat(found()).isEmpty();
            assertThat(invariants.open()).isZero();
        }
    }

    @Test
    void places_and_money_of_a_sale_are_kept_until_they_have_gone_back() {
        opens();
        for (int number = 1; number <= 50; number++) {
            sells(number);
            assertThat(found()).isEmpty();
            assertThat(invariants.open()).as("places and money").isEqualTo(2);
            cancels(number);
            assertThat(found()).isEmpty();
            assertThat(invariants.open()).isZero();
        }
    }

    @Test
    void a_ticket_admits_once_and_not_when_it_is_void() {
        TicketCheckedIn admitted =
                new TicketCheckedIn(new CheckIn(NOW, CUSTOMER, Edition.FIRST, null));
        opens();
        sells(1);
        command(ticketed(1, admitted));
        assertThat(found()).isEmpty();

        command(ticketed(1, admitted));
        cancels(1);
        command(ticketed(1, admitted));
        command(ticketed(2, admitted));

        assertThat(found())
                .hasSize(3)
                .allMatch(sentence -> sentence.endsWith("admits somebody though it is not valid."));
    }

    @Test
    void a_ticket_goes_from_who_holds_it_and_its_newest_code_admits() {
        opens();
        sells(1);
        command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        command(ticketed(1, handedOn(FRIEND, CUSTOMER)));
        command(ticketed(1, admitted(3)));
        cancels(1);

        assertThat(found()).isEmpty();
    }

    @Test
    void who_does_not_hold_a_ticket_does_not_hand_it_on() {
        opens();
        sells(1);
        command(ticketed(1, handedOn(FRIEND, CUSTOMER)));
        command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        command(ticketed(1, handedOn(CUSTOMER, FRIEND)));

        assertThat(found())
                .hasSize(2)
                .allMatch(
                        sentence ->
                                sentence.endsWith(
                                        "is handed on by somebody who does not hold it."));
    }

    @Test
    void an_old_code_does_not_admit_nor_one_that_was_never_made() {
        opens();
        sells(1);
        sells(2);
        command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        command(ticketed(1, admitted(1)));
        command(ticketed(2, admitted(2)));

        assertThat(found())
                .hasSize(2)
                .allMatch(
                        sentence ->
                                sentence.endsWith(
                                        "admits somebody by a code that is not its newest."));
    }

    @Test
    void what_has_admitted_or_is_void_or_never_was_is_not_handed_on() {
        opens();
        sells(1);
        command(ticketed(1, admitted(1)));
        command(ticketed(1, handedOn(CUSTOMER, FRIEND)));
        sells(2);
        cancels(2);
        command(ticketed(2, handedOn(CUSTOMER, FRIEND)));
        command(ticketed(3, handedOn(CUSTOMER, FRIEND)));

        assertThat(found())
                .hasSize(3)
                .allMatch(sentence -> sentence.endsWith("is handed on though it is not valid."));
    }

    private static TicketTransferred handedOn(UserId from, UserId to) {
        return new TicketTransferred(new Transfer(from, to, NOW));
    }

    private static TicketCheckedIn admitted(int edition) {
        return new TicketCheckedIn(new CheckIn(NOW, CUSTOMER, new Edition(edition), null));
    }

    @Test
    void what_was_forgotten_cannot_be_used_again() {
        opens();
        sells(1);
        cancels(1);

        command(confirmed(1));
        command(paid(1, new PaymentCaptured("ch", NOW)));
        command(released(1, ReleaseReason.CANCELLED));
        command(ticketed(2, new TicketIssued(factsOf(1))));

        assertThat(found())
                .contains(
                        "Reservation " + reservation(1) + " has not bought its places.",
                        "Reservation "
                                + reservation(1)
                                + " is confirmed without exactly its total.",
                        Payment.at(payment(1)).stream() + " changes before it is requested.",
                        "Reservation " + reservation(1) + " gives back what it does not have.",
                        "Ticket " + ticket(2) + " belongs to no reservation.");
    }

    private static TicketFacts factsOf(int reservation) {
        return new TicketFacts(
                ticket(2), reservation(reservation), SHOW, STALLS, null, null, CUSTOMER, NOW);
    }

    @Test
    void what_was_forgotten_cannot_begin_again() {
        opens();
        sells(1);
        cancels(1);

        command(section(new SeatsHeld(reservation(1), places(1), NOW)), started(1));
        command(requested(1));
        command(issued(1));

        assertThat(found())
                .contains(
                        Reservation.at(reservation(1)).stream() + " begins after its beginning.",
                        Payment.at(payment(1)).stream() + " begins after its beginning.",
                        Ticket.at(ticket(1)).stream() + " begins after its beginning.");
    }

    @Test
    void a_version_of_zero_is_none() {
        versions.put(SECTION, -1);
        opens();

        assertThat(found()).containsExactly("Version 0 of " + SECTION + " has an event.");
    }

    @Test
    void a_log_of_nothing_but_violations_does_not_fill_the_memory() {
        UnreadableEvent unreadable = new UnreadableEvent("seats-guessed", 1, "unknown");
        for (int i = 0; i <= LogInvariants.MAX_VIOLATIONS; i++) {
            command(section(unreadable));
        }

        assertThat(invariants.finish()).hasSize(LogInvariants.MAX_VIOLATIONS);
    }
}
