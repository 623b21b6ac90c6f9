package dev.ticketing.core.mail;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;

import org.jspecify.annotations.Nullable;

/** What somebody is to be told by mail. To whom and in which words is found out when it is sent. */
public sealed interface MailTask {

    /** That they have bought tickets, with these. */
    record Confirmation(ReservationId reservation) implements MailTask {}

    /** That the time to pay is over, and nothing was bought. */
    record HoldEnded(ReservationId reservation) implements MailTask {}

    /** That an organizer has taken back what they had reserved or bought, or the whole show. */
    record Cancellation(ReservationId reservation) implements MailTask {}

    /**
     * That money has gone back to them.
     *
     * @param reasonOrNull why; null if that was decided before anybody listened
     */
    record MoneyBack(
            PaymentId payment, RefundId refund, Money amount, Refund.@Nullable Reason reasonOrNull)
            implements MailTask {}

    /** That somebody has handed a ticket on to them, with the ticket. */
    record TicketReceived(TicketId ticket, UserId to) implements MailTask {}

    /** That a ticket they held has gone to somebody else. */
    record TicketGiven(TicketId ticket, UserId from) implements MailTask {}
}
