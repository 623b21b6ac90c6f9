package dev.ticketing.core.invariants;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.invariants.LogScript.SECTION;
import static dev.ticketing.core.invariants.LogScript.confirmed;
import static dev.ticketing.core.invariants.LogScript.issued;
import static dev.ticketing.core.invariants.LogScript.paid;
import static dev.ticketing.core.invariants.LogScript.requested;
import static dev.ticketing.core.invariants.LogScript.reserved;
import static dev.ticketing.core.invariants.LogScript.section;
import static dev.ticketing.core.invariants.LogScript.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.invariants.LogInvariants.Rule;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCompleted;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What may still happen when a show is over. */
class ShowInvariantsTest {

    private final LogScript log = new LogScript();

    @Test
    void nothing_is_held_for_a_show_that_is_over() {
        for (DomainEvent end :
                List.of(
                        new ShowCompleted(NOW),
                        new DraftDeleted(NOW),
                        new ShowCancelled(CUSTOMER, NOW))) {
            LogScript log = new LogScript();
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
        log.command(show(new ShowCompleted(NOW)));
        log.command(show(new SalesOpened(NOW)));
        log.command(show(new ShowCancelled(CUSTOMER, NOW)));

        assertThat(log.invariants.finish())
                .extracting(Violation::sentence)
                .containsExactly(
                        "Show " + SHOW + " changes though it is COMPLETED.",
                        "Show " + SHOW + " changes though it is COMPLETED.");
    }

    @Test
    void what_is_held_when_a_show_is_completed_may_be_paid_and_cancelled() {
        log.opens();
        log.holds(1);
        log.command(show(new ShowCompleted(NOW)));
        log.command(requested(1), reserved(1, new ReservationPaymentStarted(payment(1), NOW)));
        log.command(
                paid(1, new PaymentCaptured("ch", NOW)),
                section(new SeatsSold(reservation(1), places(1))),
                confirmed(1),
                issued(1));
        log.cancels(1);

        assertThat(log.invariants.finish()).isEmpty();
    }

    @Test
    void nothing_is_paid_or_sold_for_a_show_that_was_cancelled() {
        log.opens();
        log.holds(1);
        log.holds(2);
        log.command(requested(1), reserved(1, new ReservationPaymentStarted(payment(1), NOW)));
        log.command(show(new ShowCancelled(CUSTOMER, NOW)));
        log.command(requested(2), reserved(2, new ReservationPaymentStarted(payment(2), NOW)));
        log.command(
                paid(1, new PaymentCaptured("ch", NOW)),
                section(new SeatsSold(reservation(1), places(1))),
                confirmed(1),
                issued(1));

        assertThat(log.invariants.finish())
                .extracting(Violation::sentence)
                .containsExactly(
                        "Payment " + payment(2) + " is for a show CANCELLED.",
                        "Reservation " + reservation(1) + " buys of a show CANCELLED.");
    }

    @Test
    void members_come_and_go_at_a_show_that_is_over_and_its_places_stay_as_they_are() {
        StreamId stream = Show.at(SHOW).stream();
        log.opens();
        log.command(section(new SeatsBlocked(places(1))));
        log.command(new LogScript.Change(stream, new ShowCompleted(NOW)));
        log.command(
                new LogScript.Change(stream, new MemberAdded(CUSTOMER, MemberRole.SCANNER, NOW)));
        log.command(
                new LogScript.Change(
                        stream, new MemberRoleChanged(CUSTOMER, MemberRole.ORGANIZER, NOW)));
        log.command(new LogScript.Change(stream, new MemberRemoved(CUSTOMER, NOW)));
        assertThat(log.found()).isEmpty();

        log.command(section(new SeatsBlocked(places(1))));
        log.command(section(new SeatsUnblocked(places(2))));

        assertThat(log.found())
                .containsExactly(
                        SECTION + " is changed though its show is COMPLETED.",
                        SECTION + " is changed though its show is COMPLETED.");
    }
}
