package dev.ticketing.core.mail;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.mail.MailState.CountedOn;
import dev.ticketing.core.mail.MailState.GoingBack;
import dev.ticketing.core.mail.MailState.Lapsed;
import dev.ticketing.core.mail.MailState.Nothing;
import dev.ticketing.core.mail.MailTask.Cancellation;
import dev.ticketing.core.mail.MailTask.Confirmation;
import dev.ticketing.core.mail.MailTask.HoldEnded;
import dev.ticketing.core.mail.MailTask.MoneyBack;
import dev.ticketing.core.mail.MailTask.TicketGiven;
import dev.ticketing.core.mail.MailTask.TicketReceived;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.Transfer;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Says which mails follow from what happens. One instance for each reservation, payment and ticket:
 * what is told of one does not hang on the others, and an event of a payment does not name its
 * reservation.
 *
 * <p>Who never tried to pay is told nothing when a hold ends: they have seen the time run, and
 * after a rush there are a hundred thousand of them. The money of a cancelled show goes back
 * without another mail: the one about the cancellation has said so.
 */
public final class MailProcess implements ProcessManager<MailState, MailTask> {

    public static final ProcessTables<MailState, MailTask> TABLES = ProcessTables.of("mail");

    private static final Nothing NOTHING = new Nothing();

    @Override
    public ProcessTables<MailState, MailTask> tables() {
        return TABLES;
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(
                ReservationPaymentStarted.class,
                ReservationConfirmed.class,
                ReservationPaymentRefused.class,
                ReservationExpired.class,
                ReservationCancelled.class,
                RefundRequested.class,
                RefundCompleted.class,
                TicketTransferred.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("reservation", "payment", "ticket");
    }

    @Override
    public Optional<String> instanceOf(RecordedEvent event) {
        return Optional.of(event.stream().toString());
    }

    @Override
    public MailState initialState() {
        return NOTHING;
    }

    @Override
    public boolean isOver(MailState state) {
        return switch (state) {
            case Nothing nothing -> true;
            case CountedOn countedOn -> false;
            case Lapsed lapsed -> true;
            case GoingBack goingBack -> goingBack.open().isEmpty();
        };
    }

    @Override
    public MailState evolve(MailState state, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent recorded) ->
                    switch (recorded.event()) {
                        case ReservationPaymentStarted started -> new CountedOn();
                        case ReservationExpired expired ->
                                state instanceof CountedOn ? new Lapsed() : NOTHING;
                        case RefundRequested(Refund refund, var at) -> going(state, refund);
                        case RefundCompleted completed -> gone(state, completed.refund().value());
                        case ReservationConfirmed confirmed -> NOTHING;
                        case ReservationPaymentRefused refused -> NOTHING;
                        case ReservationCancelled cancelled -> NOTHING;
                        default -> state;
                    };
            case TimedOut out -> state;
        };
    }

    private static GoingBack going(MailState state, Refund refund) {
        Map<UUID, Refund.Reason> open = open(state);
        open.put(refund.id().value(), refund.reason());
        return new GoingBack(open, null);
    }

    private static GoingBack gone(MailState state, UUID refund) {
        Map<UUID, Refund.Reason> open = open(state);
        Refund.@Nullable Reason reason = open.remove(refund);
        return new GoingBack(open, reason);
    }

    private static Map<UUID, Refund.Reason> open(MailState state) {
        return state instanceof GoingBack back ? new HashMap<>(back.open()) : new HashMap<>();
    }

    @Override
    public List<Effect<MailTask>> react(MailState state, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent recorded) ->
                    tasks(state, recorded).stream()
                            .<Effect<MailTask>>map(task -> new Send<>(task))
                            .toList();
            case TimedOut out -> List.of();
        };
    }

    private static List<MailTask> tasks(MailState state, RecordedEvent recorded) {
        StreamId stream = recorded.stream();
        return switch (recorded.event()) {
            case ReservationConfirmed confirmed ->
                    List.of(new Confirmation(Reservation.idOf(stream)));
            case ReservationExpired expired ->
                    state instanceof Lapsed
                            ? List.of(new HoldEnded(Reservation.idOf(stream)))
                            : List.of();
            case ReservationCancelled(Canceller by, var at) ->
                    by == Canceller.ORGANIZER
                            ? List.of(new Cancellation(Reservation.idOf(stream)))
                            : List.of();
            case RefundCompleted completed -> moneyBack(state, stream, completed);
            case TicketTransferred(Transfer transfer) ->
                    List.of(
                            new TicketReceived(Ticket.idOf(stream), transfer.to()),
                            new TicketGiven(Ticket.idOf(stream), transfer.from()));
            default -> List.of();
        };
    }

    private static List<MailTask> moneyBack(
            MailState state, StreamId stream, RefundCompleted completed) {
        Refund.@Nullable Reason reason = state instanceof GoingBack back ? back.doneOrNull() : null;
        return reason == Refund.Reason.SHOW_CANCELLED
                ? List.of()
                : List.of(
                        new MoneyBack(
                                Payment.idOf(stream),
                                completed.refund(),
                                completed.amount(),
                                reason));
    }
}
