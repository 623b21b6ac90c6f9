package dev.ticketing.core.application;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
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
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.reservation.Canceller;
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
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import java.math.BigDecimal;
import java.util.stream.Collectors;

/** What has happened to a reservation, in one English sentence for each event, without names. */
final class Sentences {

    private Sentences() {}

    /**
     * @throws IllegalArgumentException if it can happen to no reservation
     */
    static String of(DomainEvent event) {
        return switch (event) {
            case InventoryEvent inventory -> places(inventory);
            case ReservationEvent reservation -> reservation(reservation);
            case PaymentEvent payment -> payment(payment);
            case TicketEvent ticket -> ticket(ticket);
            default -> throw new IllegalArgumentException("of no reservation: " + event);
        };
    }

    private static String places(InventoryEvent event) {
        return switch (event) {
            case SectionOpened opened ->
                    "The section was opened with " + opened.seating().capacity() + " places.";
            case SeatsHeld held -> sentence(held.places(), "held until " + held.expiresAt() + ".");
            case SeatsSold sold -> sentence(sold.places(), "sold.");
            case SeatsBlocked blocked -> sentence(blocked.places(), "blocked.");
            case SeatsUnblocked unblocked -> sentence(unblocked.places(), "unblocked.");
            case SeatsReleased released ->
                    sentence(released.places(), "free again: " + why(released.reason()) + ".");
            case HoldsLapsed(var holds) ->
                    holds.size() == 1
                            ? sentence(
                                    holds.getFirst().places(),
                                    "free again: " + why(ReleaseReason.EXPIRED) + ".")
                            : holds.size() + " holds are over; their places are free again.";
        };
    }

    private static String why(ReleaseReason reason) {
        return switch (reason) {
            case EXPIRED -> "the time of the hold was over";
            case CANCELLED -> "the reservation was given up";
        };
    }

    private static String sentence(Places places, String what) {
        return counted(places) + (places.quantity() == 1 ? " is " : " are ") + what;
    }

    private static String counted(Places places) {
        return switch (places) {
            case Places.Count(int quantity) -> quantity == 1 ? "1 place" : quantity + " places";
            case Places.Seats(var labels) ->
                    labels.stream()
                            .map(SeatLabel::value)
                            .collect(
                                    Collectors.joining(
                                            ", ", labels.size() == 1 ? "Seat " : "Seats ", ""));
        };
    }

    private static String reservation(ReservationEvent event) {
        return switch (event) {
            case ReservationStarted(Terms terms) ->
                    "A reservation was made in section "
                            + terms.section()
                            + ", for "
                            + words(terms.total())
                            + ", to be paid before "
                            + terms.expiresAt()
                            + ".";
            case ReservationPaymentStarted started -> "An attempt to pay has begun.";
            case ReservationPaymentDeclined declined ->
                    "The attempt to pay has failed; another may follow while the places are held.";
            case ReservationConfirmed confirmed ->
                    confirmed.tickets().size() == 1
                            ? "The reservation is confirmed, with 1 ticket."
                            : "The reservation is confirmed, with "
                                    + confirmed.tickets().size()
                                    + " tickets.";
            case ReservationPaymentRefused refused ->
                    "The attempt to pay was refused for good; the places are free again.";
            case ReservationReseated reseated ->
                    "The money came when the hold had ended; the same places were still free.";
            case ReservationRefunded refunded ->
                    "All of the money goes back; the reservation has ended.";
            case ReservationExpired expired -> "The reservation has expired.";
            case ReservationCancelled(Canceller by, var at) ->
                    switch (by) {
                        case CUSTOMER -> "The customer has cancelled the reservation.";
                        case ORGANIZER -> "An organizer has cancelled the reservation.";
                    };
        };
    }

    private static String payment(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested(var request) ->
                    "The provider "
                            + request.provider()
                            + " is asked for "
                            + words(request.amount())
                            + ".";
            case PaymentUnanswered unanswered ->
                    "The provider has not answered; it is asked again what became of it.";
            case PaymentCaptured captured -> "The provider has taken the money.";
            case PaymentFailed failed ->
                    "The provider has not taken the money: " + failed.code() + ".";
            case RefundRequested(Refund refund, var at) ->
                    words(refund.amount()) + " are to go back: " + why(refund.reason()) + ".";
            case RefundDelayed delayed ->
                    "The money has still not gone back; it goes on being tried.";
            case RefundCompleted completed -> words(completed.amount()) + " have gone back.";
        };
    }

    private static String why(Refund.Reason reason) {
        return switch (reason) {
            case HOLD_ENDED -> "the money came when the hold had ended";
            case CANCELLED -> "the reservation was cancelled";
            case REQUESTED -> "somebody asked for it";
            case SHOW_CANCELLED -> "the event was cancelled";
        };
    }

    private static String ticket(TicketEvent event) {
        return switch (event) {
            case TicketIssued(var facts) ->
                    facts.seat()
                            .map(seat -> "A ticket for seat " + seat + " was issued.")
                            .orElse("A ticket was issued.");
            case TicketCheckedIn(var checkIn) ->
                    checkIn.gate()
                            .map(gate -> "Somebody was let in with a ticket, at " + gate + ".")
                            .orElse("Somebody was let in with a ticket.");
            case TicketTransferred transferred ->
                    "A ticket was handed on; another code admits now.";
            case TicketVoided voided -> "A ticket was made void.";
        };
    }

    /** In whole units, as people write it. */
    static String words(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        return BigDecimal.valueOf(money.amount(), digits).toPlainString()
                + " "
                + money.currency().getCurrencyCode();
    }
}
