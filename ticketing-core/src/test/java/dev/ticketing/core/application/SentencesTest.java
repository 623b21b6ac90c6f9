package dev.ticketing.core.application;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.STALLS;
import static dev.ticketing.core.Samples.TICKET;
import static dev.ticketing.core.Samples.TIER;
import static dev.ticketing.core.Samples.cents;
import static dev.ticketing.core.Samples.euros;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.payment;
import static dev.ticketing.core.Samples.places;
import static dev.ticketing.core.Samples.reservation;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.consumer.Interests;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.Transfer;

import org.junit.jupiter.api.Test;

import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is told of each event. */
class SentencesTest {

    private static final Places SEAT = new Places.Seats(List.of(new SeatLabel("A-1")));
    private static final Places SEATS =
            new Places.Seats(List.of(new SeatLabel("A-1"), new SeatLabel("A-2")));

    private final Map<DomainEvent, String> sentences = sentences();

    private static Map<DomainEvent, String> sentences() {
        Map<DomainEvent, String> all = new LinkedHashMap<>();
        addPlaces(all);
        addReservation(all);
        addPayment(all);
        addTicket(all);
        return all;
    }

    private static void addPlaces(Map<DomainEvent, String> all) {
        all.put(
                new SectionOpened(SHOW, STALLS, new Seating.General(10)),
                "The section was opened with 10 places.");
        all.put(
                new SeatsHeld(reservation(1), places(1), NOW),
                "1 place is held until 2027-03-01T12:00:00Z.");
        all.put(
                new SeatsHeld(reservation(1), SEATS, NOW),
                "Seats A-1, A-2 are held until 2027-03-01T12:00:00Z.");
        all.put(new SeatsSold(reservation(1), places(2)), "2 places are sold.");
        all.put(new SeatsSold(reservation(1), SEAT), "Seat A-1 is sold.");
        all.put(new SeatsBlocked(places(2)), "2 places are blocked.");
        all.put(new SeatsUnblocked(SEAT), "Seat A-1 is unblocked.");
        all.put(
                new SeatsReleased(reservation(1), places(2), ReleaseReason.EXPIRED),
                "2 places are free again: the time of the hold was over.");
        all.put(
                new HoldsLapsed(List.of(new Lapsed(reservation(1), places(2)))),
                "2 places are free again: the time of the hold was over.");
        all.put(
                new HoldsLapsed(
                        List.of(
                                new Lapsed(reservation(1), SEATS),
                                new Lapsed(reservation(2), places(1)))),
                "2 holds are over; their places are free again.");
        all.put(
                new SeatsReleased(reservation(1), SEAT, ReleaseReason.CANCELLED),
                "Seat A-1 is free again: the reservation was given up.");
    }

    private static void addReservation(Map<DomainEvent, String> all) {
        all.put(
                new ReservationStarted(
                        new Terms(
                                reservation(1),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                places(2),
                                List.of(new PriceLine(TIER.id(), 2, euros(50))),
                                NOW,
                                NOW)),
                "A reservation was made in section stalls, for 100.00 EUR, to be paid before"
                        + " 2027-03-01T12:00:00Z.");
        all.put(new ReservationPaymentStarted(payment(1), NOW), "An attempt to pay has begun.");
        all.put(
                new ReservationPaymentDeclined(payment(1), NOW),
                "The attempt to pay has failed; another may follow while the places are held.");
        all.put(
                new ReservationConfirmed(payment(1), List.of(ticket(1)), NOW),
                "The reservation is confirmed, with 1 ticket.");
        all.put(
                new ReservationConfirmed(payment(1), List.of(ticket(1), ticket(2)), NOW),
                "The reservation is confirmed, with 2 tickets.");
        all.put(
                new ReservationPaymentRefused(payment(1), NOW),
                "The attempt to pay was refused for good; the places are free again.");
        all.put(
                new ReservationReseated(
                        new Terms(
                                reservation(1),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                places(2),
                                List.of(new PriceLine(TIER.id(), 2, euros(50))),
                                NOW,
                                NOW),
                        payment(1),
                        NOW),
                "The money came when the hold had ended; the same places were still free.");
        all.put(
                new ReservationRefunded(NOW),
                "All of the money goes back; the reservation has ended.");
        all.put(new ReservationExpired(NOW), "The reservation has expired.");
        all.put(
                new ReservationCancelled(Canceller.CUSTOMER, NOW),
                "The customer has cancelled the reservation.");
        all.put(
                new ReservationCancelled(Canceller.ORGANIZER, NOW),
                "An organizer has cancelled the reservation.");
    }

    private static void addPayment(Map<DomainEvent, String> all) {
        all.put(
                new PaymentRequested(
                        new PaymentRequest(
                                payment(1),
                                reservation(1),
                                SHOW,
                                STALLS,
                                CUSTOMER,
                                cents(5),
                                new PaymentMethod(PaymentMethod.Type.CARD, "4242"),
                                "sandbox",
                                NOW)),
                "The provider sandbox is asked for 0.05 EUR.");
        all.put(
                new PaymentUnanswered(NOW),
                "The provider has not answered; it is asked again what became of it.");
        all.put(
                new RefundDelayed(new RefundId(id(9)), NOW),
                "The money has still not gone back; it goes on being tried.");
        all.put(new PaymentCaptured("ch", NOW), "The provider has taken the money.");
        all.put(
                new PaymentFailed("card_declined", "The card was declined.", NOW),
                "The provider has not taken the money: card_declined.");
        all.put(
                refund(Refund.Reason.HOLD_ENDED),
                "12.50 EUR are to go back: the money came when the hold had ended.");
        all.put(
                refund(Refund.Reason.CANCELLED),
                "12.50 EUR are to go back: the reservation was cancelled.");
        all.put(
                refund(Refund.Reason.REQUESTED),
                "12.50 EUR are to go back: somebody asked for it.");
        all.put(
                refund(Refund.Reason.SHOW_CANCELLED),
                "12.50 EUR are to go back: the event was cancelled.");
        Money yen = new Money(1_250, Currency.getInstance("JPY"));
        all.put(
                new RefundCompleted(new RefundId(id(9)), yen, "re", NOW),
                "1250 JPY have gone back.");
    }

    private static RefundRequested refund(Refund.Reason reason) {
        return new RefundRequested(new Refund(new RefundId(id(9)), cents(1_250), reason), NOW);
    }

    private static void addTicket(Map<DomainEvent, String> all) {
        all.put(new TicketIssued(TICKET), "A ticket was issued.");
        all.put(
                new TicketIssued(
                        new TicketFacts(
                                ticket(1),
                                reservation(1),
                                SHOW,
                                STALLS,
                                new SeatLabel("A-1"),
                                TIER.id(),
                                CUSTOMER,
                                NOW)),
                "A ticket for seat A-1 was issued.");
        all.put(
                new TicketCheckedIn(new CheckIn(NOW, OWNER, Edition.FIRST, null)),
                "Somebody was let in with a ticket.");
        all.put(
                new TicketCheckedIn(new CheckIn(NOW, OWNER, Edition.FIRST, "north")),
                "Somebody was let in with a ticket, at north.");
        all.put(
                new TicketTransferred(new Transfer(CUSTOMER, OWNER, NOW)),
                "A ticket was handed on; another code admits now.");
        all.put(new TicketVoided(NOW), "A ticket was made void.");
    }

    @Test
    void each_event_is_told_in_one_sentence() {
        sentences.forEach((event, sentence) -> assertThat(Sentences.of(event)).isEqualTo(sentence));
    }

    @Test
    void no_event_that_can_happen_to_a_reservation_is_missing_here() {
        Set<Class<?>> told = new HashSet<>();
        sentences.keySet().forEach(event -> told.add(event.getClass()));

        Set<Class<?>> all = new HashSet<>();
        all.addAll(Interests.all(InventoryEvent.class));
        all.addAll(Interests.all(ReservationEvent.class));
        all.addAll(Interests.all(PaymentEvent.class));
        all.addAll(Interests.all(TicketEvent.class));
        assertThat(told).isEqualTo(all);
    }

    @Test
    void nothing_is_told_of_what_happens_to_others() {
        assertThatThrownBy(() -> Sentences.of(new ShowPublished(NOW)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
