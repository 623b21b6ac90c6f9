package dev.ticketing.core.application;

import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.mailbox.Completion;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowRejection;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.TicketRejection;

/** Why a service says no. */
public sealed interface Refusal {

    /** It is not there, or this caller may not know that it is. */
    record NotFound() implements Refusal {}

    /** The caller sees it, but may not do this. */
    record Forbidden() implements Refusal {}

    /** The caller has looked at another version. */
    record StaleVersion(Version present) implements Refusal {}

    record UnknownSection(SectionId section) implements Refusal {}

    /** No such tier, or not one of this section. */
    record UnknownTier(TierId tier) implements Refusal {}

    record TooManyTickets(int requested, int allowed) implements Refusal {}

    record SalesNotOpen(Show.Stage stage) implements Refusal {}

    /** Not while the show is in this stage. */
    record WrongStage(Show.Stage stage) implements Refusal {}

    /** No price is open at this moment, or not the one that was asked for. */
    record NoPriceNow(SectionId section) implements Refusal {}

    record ByShow(ShowRejection rejection) implements Refusal {}

    record ByInventory(InventoryRejection rejection) implements Refusal {}

    record ByReservation(ReservationRejection rejection) implements Refusal {}

    record ByPayment(PaymentRejection rejection) implements Refusal {}

    record ByTicket(TicketRejection rejection) implements Refusal {}

    record ByOperations(OperatorRejection rejection) implements Refusal {}

    /** The payment provider is known not to answer at the moment. */
    record ProviderSilent() implements Refusal {}

    /** The write side did not take it. */
    record NotTaken(Completion.Reason reason) implements Refusal {}
}
