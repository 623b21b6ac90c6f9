package dev.ticketing.http;

import dev.ticketing.core.application.OperatorRejection;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.mailbox.Completion;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.ShowRejection;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.TicketRejection;

import java.time.Duration;
import java.util.List;

/** What each no of the core is called on the wire. */
final class ProblemOf {

    private ProblemOf() {}

    static Problem refusal(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound notFound -> Problem.notFound();
            case Refusal.Forbidden forbidden ->
                    Problem.of(ProblemCode.FORBIDDEN, "Your roles do not allow this.");
            case Refusal.StaleVersion stale ->
                    Problem.of(
                            ProblemCode.VERSION_MISMATCH,
                            "It is at version " + stale.present().value() + " now.");
            case Refusal.UnknownSection unknown ->
                    Problem.invalid("sectionId", "the event has no such section");
            case Refusal.UnknownTier unknown ->
                    Problem.invalid("tierId", "the section has no such tier");
            case Refusal.TooManyTickets tooMany ->
                    Problem.invalid("quantity", "has to be between 1 and " + tooMany.allowed());
            case Refusal.SalesNotOpen notOpen ->
                    Problem.of(ProblemCode.SALES_NOT_OPEN, "The event is " + notOpen.stage() + ".");
            case Refusal.WrongStage wrong ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "Not while the event is " + wrong.stage() + ".");
            case Refusal.NoPriceNow noPrice ->
                    Problem.of(ProblemCode.NO_PRICE_NOW, "No tier of the section is open now.");
            case Refusal.ByShow(ShowRejection rejection) -> show(rejection);
            case Refusal.ByInventory(InventoryRejection rejection) -> inventory(rejection);
            case Refusal.ByReservation(ReservationRejection rejection) -> reservation(rejection);
            case Refusal.ByPayment(PaymentRejection rejection) -> payment(rejection);
            case Refusal.ByTicket(TicketRejection rejection) -> ticket(rejection);
            case Refusal.ByOperations(OperatorRejection rejection) -> operator(rejection);
            case Refusal.ProviderSilent silent -> Problem.unavailable(Duration.ofSeconds(5));
            case Refusal.NotTaken(Completion.Reason reason) -> notTaken(reason);
        };
    }

    private static Problem operator(OperatorRejection rejection) {
        return switch (rejection) {
            case OperatorRejection.NoReadModel process ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "It is a process: what it has done cannot be done anew.");
            case OperatorRejection.RebuildRunning running ->
                    Problem.of(ProblemCode.INVALID_TRANSITION, "It is being rebuilt already.");
            case OperatorRejection.WrongStatus wrong ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "The dead letter is " + wrong.status() + ".");
            case OperatorRejection.RetiredCopy retired ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "Copy " + retired.copy() + " has been replaced by a rebuild.");
        };
    }

    private static Problem show(ShowRejection rejection) {
        return switch (rejection) {
            case ShowRejection.AlreadyExists exists -> conflict();
            case ShowRejection.DoesNotExist absent -> Problem.notFound();
            case ShowRejection.StartsInThePast past ->
                    Problem.invalid("startsAt", "has to lie in the future");
            case ShowRejection.NotEditable fixed ->
                    Problem.of(
                                    ProblemCode.EVENT_NOT_EDITABLE,
                                    "The event is " + fixed.stage() + ".")
                            .with(fixed(fixed.parts()));
            case ShowRejection.OwnerStays owner ->
                    Problem.of(ProblemCode.FORBIDDEN, "The owner stays an organizer.");
            case ShowRejection.NotAMember nobody -> Problem.notFound();
            case ShowRejection.TooManyMembers tooMany ->
                    Problem.invalid(
                            "userId",
                            "the event has "
                                    + tooMany.allowed()
                                    + " members, and can have no more");
            case ShowRejection.InvalidTransition invalid ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "The event is "
                                    + invalid.from()
                                    + ", and cannot become "
                                    + invalid.to()
                                    + ".");
            case ShowRejection.NotADraft other ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "The event is " + other.stage() + ", and no draft.");
        };
    }

    private static List<FieldError> fixed(List<ShowRejection.Part> parts) {
        return parts.stream()
                .flatMap(part -> fields(part).stream())
                .map(field -> new FieldError(field, "cannot be changed any more"))
                .toList();
    }

    private static List<String> fields(ShowRejection.Part part) {
        return switch (part) {
            case TITLE -> List.of("title");
            case DESCRIPTION -> List.of("description");
            case VENUE_ADDRESS -> List.of("venue.address");
            case TIMES -> List.of("startsAt", "endsAt");
            case TIMEZONE -> List.of("timezone");
            case VENUE_NAME -> List.of("venue.name");
            case CURRENCY -> List.of("currency");
            case SECTIONS -> List.of("sections");
            case TIERS -> List.of("tiers");
            case MAX_TICKETS_PER_RESERVATION -> List.of("maxTicketsPerReservation");
            case HOLD_SECONDS -> List.of("holdSeconds");
            case REFUND_POLICY -> List.of("refundPolicy");
        };
    }

    private static Problem inventory(InventoryRejection rejection) {
        return switch (rejection) {
            case InventoryRejection.NotEnoughSeats few ->
                    Problem.of(
                                    ProblemCode.INSUFFICIENT_INVENTORY,
                                    "Fewer seats are left than were asked for.")
                            .with("requested", few.requested())
                            .with("available", few.available());
            case InventoryRejection.SeatsTaken taken ->
                    Problem.of(ProblemCode.SEAT_TAKEN, "They are held, sold or blocked.")
                            .with("seats", labels(taken.seats()));
            case InventoryRejection.UnknownSeats unknown ->
                    Problem.invalid(
                            "seats",
                            "the section has no " + String.join(", ", labels(unknown.seats())));
            case InventoryRejection.SectionNotOpen notOpen ->
                    Problem.of(ProblemCode.SALES_NOT_OPEN, "The section is not on sale.");
            case InventoryRejection.SectionAlreadyOpen open -> conflict();
            case InventoryRejection.ExpiredHoldsInTheWay overdue -> conflict();
            case InventoryRejection.AlreadyHolding holding -> conflict();
            case InventoryRejection.NoLiveHold none -> conflict();
            case InventoryRejection.NothingToRelease nothing -> conflict();
            case InventoryRejection.NotOverdue notOverdue -> conflict();
            case InventoryRejection.FewerBlocked few ->
                    Problem.of(
                                    ProblemCode.INVALID_TRANSITION,
                                    "Fewer places are blocked than were asked for.")
                            .with("requested", few.requested())
                            .with("blocked", few.blocked());
            case InventoryRejection.SeatsNotBlocked others ->
                    Problem.of(ProblemCode.INVALID_TRANSITION, "They are not blocked.")
                            .with("seats", labels(others.seats()));
        };
    }

    private static List<String> labels(List<SeatLabel> seats) {
        return seats.stream().map(SeatLabel::value).toList();
    }

    private static Problem reservation(ReservationRejection rejection) {
        return switch (rejection) {
            case ReservationRejection.HoldOver over ->
                    Problem.of(ProblemCode.RESERVATION_EXPIRED, "The time of the hold is over.");
            case ReservationRejection.AlreadyPaid paid ->
                    Problem.of(ProblemCode.ALREADY_PAID, "Nothing is left to be paid.");
            case ReservationRejection.PaymentInProgress inProgress ->
                    Problem.of(
                            ProblemCode.PAYMENT_IN_PROGRESS,
                            "The provider has not answered the last attempt yet.");
            case ReservationRejection.Ended ended ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "The reservation is " + ended.status() + ".");
            case ReservationRejection.NotStarted notStarted -> Problem.notFound();
            case ReservationRejection.AlreadyStarted started -> conflict();
            case ReservationRejection.NotThisPayment other -> conflict();
            case ReservationRejection.StillLive live -> conflict();
        };
    }

    private static Problem payment(PaymentRejection rejection) {
        return switch (rejection) {
            case PaymentRejection.NotRequested notRequested -> Problem.notFound();
            case PaymentRejection.AlreadyRequested requested -> conflict();
            case PaymentRejection.AlreadySettled settled -> conflict();
            case PaymentRejection.NotCaptured notCaptured ->
                    Problem.of(
                            ProblemCode.INVALID_TRANSITION,
                            "The payment is " + notCaptured.status() + ".");
            case PaymentRejection.MoreThanCaptured more ->
                    Problem.of(
                                    ProblemCode.REFUND_EXCEEDS_CAPTURE,
                                    "That is more than is left of what was captured.")
                            .with("refundable", MoneyJson.of(more.refundable()));
            case PaymentRejection.MoreThanPolicy more ->
                    Problem.of(
                                    ProblemCode.REFUND_NOT_ALLOWED,
                                    "That is more than the event's refund policy gives back now.")
                            .with("refundable", MoneyJson.of(more.refundable()));
            case PaymentRejection.OtherCurrency other ->
                    Problem.invalid(
                            "amount.currency", "has to be " + other.currency().getCurrencyCode());
            case PaymentRejection.UnknownRefund unknown -> conflict();
        };
    }

    private static Problem ticket(TicketRejection rejection) {
        return switch (rejection) {
            case TicketRejection.AlreadyCheckedIn(CheckIn first) -> {
                Problem problem =
                        Problem.of(
                                        ProblemCode.ALREADY_CHECKED_IN,
                                        "Somebody is in with this ticket already.")
                                .with("checkedInAt", first.at().toString());
                yield first.gate().map(gate -> problem.with("gate", gate)).orElse(problem);
            }
            case TicketRejection.NotIssued notIssued ->
                    Problem.of(ProblemCode.TICKET_NOT_VALID, "This is no ticket for this event.");
            case TicketRejection.IsVoid isVoid ->
                    Problem.of(ProblemCode.TICKET_NOT_VALID, "The ticket is void.");
            case TicketRejection.ShowCancelled cancelled ->
                    Problem.of(ProblemCode.TICKET_NOT_VALID, "The event is CANCELLED.");
            case TicketRejection.IsUsed isUsed ->
                    Problem.of(ProblemCode.TICKET_NOT_VALID, "Somebody is in with this ticket.");
            case TicketRejection.OutdatedCode outdated ->
                    Problem.of(
                            ProblemCode.TICKET_NOT_VALID,
                            "The ticket was handed on; another code counts now.");
            case TicketRejection.HeldByAnother another ->
                    Problem.of(ProblemCode.TICKET_NOT_VALID, "The ticket was handed on.");
            case TicketRejection.HeldAlready already ->
                    Problem.invalid("toEmail", "is the address of who holds the ticket");
            case TicketRejection.TransferClosed closed ->
                    Problem.of(
                                    ProblemCode.TRANSFER_CLOSED,
                                    "The event is too near, or over, for a ticket to be handed on.")
                            .with("closedAt", closed.since().toString());
            case TicketRejection.TransferredTooOften tooOften ->
                    Problem.of(
                            ProblemCode.TRANSFER_CLOSED,
                            "The ticket was handed on "
                                    + tooOften.times()
                                    + " times, which is as often as it can be.");
            case TicketRejection.AlreadyIssued issued -> conflict();
        };
    }

    private static Problem notTaken(Completion.Reason reason) {
        return switch (reason) {
            case OVERLOADED, CLOSED -> Problem.unavailable(Duration.ofSeconds(1));
            case CONTENDED -> conflict();
            case COMMAND_REUSED -> Idempotent.reused();
        };
    }

    private static Problem conflict() {
        return Problem.of(ProblemCode.CONFLICT, "Others were quicker; look again.");
    }
}
