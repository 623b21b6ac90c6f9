package dev.ticketing.testkit.assertions;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;
import static dev.ticketing.testkit.data.ReservationBuilder.aReservation;
import static dev.ticketing.testkit.data.TestData.euros;
import static dev.ticketing.testkit.data.TestData.seats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.InventoryRejection.NotEnoughSeats;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.verification.Report;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.data.ReservationBuilder;
import dev.ticketing.testkit.data.ShowBuilder;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Each assertion from both sides: what holds passes, and what does not is told. */
class TicketingAssertionsTest {

    private final SequentialIds ids = new SequentialIds();
    private final ReservationBuilder two = aReservation(ids).with(seats("A-1", "A-2"), euros(50));
    private final Terms terms = two.terms();
    private final PaymentId payment = new PaymentId(ids.next());
    private final List<TicketId> tickets =
            List.of(new TicketId(ids.next()), new TicketId(ids.next()));

    private static void fails(ThrowingCallable assertion, String... told) {
        assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(told);
    }

    @Test
    void of_a_reservation_what_it_is_for() {
        Reservation confirmed = new Reservation.Confirmed(terms, payment, tickets);

        assertThat(confirmed)
                .isConfirmed()
                .hasTotal(euros(100))
                .hasPlaces(2)
                .holdsSeats("A-1", "A-2")
                .hasTickets(2)
                .belongsTo(terms.customer());

        fails(() -> assertThat(confirmed).hasTotal(euros(99)), "total", "9900", "10000");
        fails(() -> assertThat(confirmed).hasPlaces(3), "number of places", "3", "2");
        fails(() -> assertThat(confirmed).holdsSeats("A-2", "A-1"), "seats", "[A-1, A-2]");
        fails(() -> assertThat(confirmed).hasTickets(1), "number of tickets");
        UserId stranger = new UserId(ids.next());
        fails(() -> assertThat(confirmed).belongsTo(stranger), "customer", stranger.toString());
    }

    @Test
    void of_a_reservation_where_it_is() {
        Reservation held = two.held();
        assertThat(held).isHeld().hasStatusAt(TestClock.START, Status.HELD);
        assertThat(held).hasStatusAt(terms.expiresAt(), Status.EXPIRED);
        assertThat(new Reservation.PaymentPending(terms, payment)).isBeingPaid();
        assertThat(new Reservation.Expired(terms, Optional.empty())).isExpired();
        assertThat(new Reservation.Refunded(terms, payment, tickets)).isRefunded();
        assertThat(new Reservation.PaymentFailed(terms, payment)).isRefusedPayment();

        fails(() -> assertThat(held).isConfirmed(), "to be Confirmed, but it is", "Held[");
        fails(() -> assertThat(held).isBeingPaid(), "PaymentPending");
        fails(() -> assertThat(held).isExpired(), "Expired");
        fails(() -> assertThat(held).isCancelled(), "Cancelled");
        fails(() -> assertThat(held).isRefunded(), "Refunded");
        fails(() -> assertThat(held).isRefusedPayment(), "PaymentFailed");
        fails(() -> assertThat(held).hasStatusAt(TestClock.START, Status.EXPIRED), "status at");
        fails(
                () -> assertThat(new Reservation.Absent()).hasPlaces(1),
                "Expected a reservation, but nobody has started it");
        fails(
                () ->
                        assertThat(new Reservation.Confirmed(terms, payment, List.of()))
                                .isConfirmed(),
                "number of tickets");
    }

    @Test
    void of_a_payment_what_became_of_it() {
        PaymentRequest request =
                new PaymentRequest(
                        payment,
                        terms.id(),
                        terms.show(),
                        terms.section(),
                        terms.customer(),
                        euros(100),
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "test",
                        TestClock.START);
        Payment captured = new Payment.Captured(request, "ref", euros(0), List.of());
        Payment refunded = new Payment.Captured(request, "ref", euros(100), List.of());
        Payment failed = new Payment.Failed(request, "insufficient_funds", "No money.");
        assertThat(captured).isCaptured().hasAmount(euros(100)).hasRefunded(euros(0));
        assertThat(refunded).isRefunded().hasRefunded(euros(100));
        assertThat(failed).hasFailedWith("insufficient_funds");
        assertThat(new Payment.Pending(request)).isPending();
        assertThat(new Payment.Unknown(request)).isUnknown();

        fails(() -> assertThat(refunded).isCaptured(), "status", "CAPTURED", "REFUNDED");
        fails(() -> assertThat(captured).isRefunded(), "status");
        fails(() -> assertThat(captured).isPending(), "status");
        fails(() -> assertThat(captured).isUnknown(), "status");
        fails(() -> assertThat(captured).hasAmount(euros(1)), "amount");
        fails(() -> assertThat(captured).hasRefunded(euros(1)), "refunded amount");
        fails(() -> assertThat(failed).hasFailedWith("fraud"), "code", "insufficient_funds");
        fails(() -> assertThat(captured).hasFailedWith("fraud"), "status");
        fails(() -> assertThat(new Payment.Absent()).isPending(), "nobody has asked for it");
    }

    @Test
    void of_a_ticket_whether_it_admits_and_whom() {
        TicketFacts facts =
                new TicketFacts(
                        tickets.getFirst(),
                        terms.id(),
                        terms.show(),
                        terms.section(),
                        new SeatLabel("A-1"),
                        new TierId("hall"),
                        terms.customer(),
                        TestClock.START);
        Ticket valid = new Ticket.Valid(facts);
        Ticket used =
                new Ticket.CheckedIn(
                        facts,
                        new CheckIn(TestClock.START, terms.customer(), Edition.after(0), "north"));
        assertThat(valid).isValid().isHeldBy(terms.customer()).isOf(terms.id()).isForSeat("A-1");
        assertThat(used).isCheckedIn();
        assertThat(new Ticket.Voided(facts)).isVoid();

        fails(() -> assertThat(used).isValid(), "status", "VALID", "CHECKED_IN");
        fails(() -> assertThat(valid).isCheckedIn(), "status");
        fails(() -> assertThat(valid).isVoid(), "status");
        fails(() -> assertThat(valid).isHeldBy(new UserId(ids.next())), "holder");
        fails(() -> assertThat(valid).isOf(new ReservationId(ids.next())), "reservation");
        fails(() -> assertThat(valid).isForSeat("B-1"), "seat", "B-1", "A-1");
        fails(() -> assertThat(new Ticket.Absent()).isValid(), "nobody has issued it");
    }

    @Test
    void of_a_show_where_it_is_in_its_life() {
        Show.Facts facts =
                new Show.Facts(
                        new ShowId(ids.next()),
                        terms.customer(),
                        ShowBuilder.aShow().details(),
                        Members.NONE,
                        TestClock.START,
                        TestClock.START);
        Show draft = new Show.Draft(facts);
        Show onSale = new Show.OnSale(facts);
        assertThat(draft).isDraft();
        assertThat(new Show.Published(facts)).isPublished();
        assertThat(onSale).isOnSale();
        assertThat(new Show.OffSale(facts)).isOffSale();
        assertThat(new Show.Completed(facts)).isCompleted();
        assertThat(new Show.Cancelled(facts, true)).isCancelled();

        fails(() -> assertThat(draft).isOnSale(), "to be SALES_OPEN, but it is DRAFT");
        fails(() -> assertThat(onSale).isDraft(), "SALES_OPEN");
        fails(() -> assertThat(draft).isPublished(), "DRAFT");
        fails(() -> assertThat(draft).isOffSale(), "DRAFT");
        fails(() -> assertThat(draft).isCompleted(), "DRAFT");
        fails(() -> assertThat(draft).isCancelled(), "DRAFT");
        fails(() -> assertThat(new Show.Absent()).isDraft(), "there is none");
    }

    @Test
    void of_places_how_many_are_what() {
        Availability places = new Availability(10, 1, 2, 3);
        assertThat(places).hasCapacity(10).hasHeld(1).hasSold(2).hasBlocked(3).hasFree(4);
        assertThat(new Availability(10, 0, 7, 3)).isSoldOut();

        String all = "of 10 places 1 are held, 2 sold, 3 blocked and 4 free";
        fails(() -> assertThat(places).hasFree(5), "Expected 5 free, but " + all);
        fails(() -> assertThat(places).hasHeld(5), "Expected 5 held", all);
        fails(() -> assertThat(places).hasSold(5), "Expected 5 sold", all);
        fails(() -> assertThat(places).hasBlocked(5), "Expected 5 blocked", all);
        fails(() -> assertThat(places).hasCapacity(5), "Expected 5 places in all", all);
        fails(() -> assertThat(places).isSoldOut(), "held");
        fails(() -> assertThat(new Availability(10, 0, 9, 0)).isSoldOut(), "free");
    }

    @Test
    void of_an_outcome_whether_it_was_done_and_if_not_why() {
        Outcome<String> done = new Outcome.Done<>("made", new Version(1), Optional.empty(), false);
        Outcome<String> again = new Outcome.Done<>("made", new Version(1), Optional.empty(), true);
        NotEnoughSeats no = new NotEnoughSeats(3, 2);
        Outcome<String> refused = new Outcome.Refused<>(new Refusal.ByInventory(no));
        assertThat(assertThat(done).isDone().value()).isEqualTo("made");
        assertThat(again).isDone().isReplayed();
        assertThat(refused).isRefusedBecauseOf(no);
        assertThat(refused).isRefusedBecauseOf(new Refusal.ByInventory(no));

        fails(() -> assertThat(refused).isDone(), "refused because of", "NotEnoughSeats");
        fails(() -> assertThat(refused).value(), "refused because of");
        fails(() -> assertThat(done).isReplayed(), "it was done now");
        fails(() -> assertThat(done).isRefusedBecauseOf(no), "it was done", "made");
        fails(
                () -> assertThat(refused).isRefusedBecauseOf(new Refusal.NotFound()),
                "NotFound",
                "NotEnoughSeats");
    }

    @Test
    void of_a_report_what_it_has_found() {
        Report clean = report(List.of());
        Report bad =
                report(
                        List.of(
                                new Report.Violation(
                                        Report.Kind.ROW,
                                        "availability",
                                        Optional.of(new Position(7)),
                                        "two are missing")));
        assertThat(clean).isClean();

        fails(() -> assertThat(bad).isClean(), "ROW availability: two are missing");
    }

    private static Report report(List<Report.Violation> violations) {
        return new Report(
                new Position(7),
                7,
                List.of(),
                violations,
                violations.size(),
                List.of(),
                Duration.ZERO);
    }
}
