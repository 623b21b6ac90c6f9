package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.mail.MailProcess;
import dev.ticketing.core.mail.MailState;
import dev.ticketing.core.mail.MailState.CountedOn;
import dev.ticketing.core.mail.MailState.GoingBack;
import dev.ticketing.core.mail.MailState.Lapsed;
import dev.ticketing.core.mail.MailState.Nothing;
import dev.ticketing.core.mail.MailTask;
import dev.ticketing.core.mail.MailTask.Cancellation;
import dev.ticketing.core.mail.MailTask.Confirmation;
import dev.ticketing.core.mail.MailTask.HoldEnded;
import dev.ticketing.core.mail.MailTask.MoneyBack;
import dev.ticketing.core.mail.MailTask.TicketGiven;
import dev.ticketing.core.mail.MailTask.TicketReceived;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How it is stored what is to be mailed. */
final class MailTables {

    private static final String KIND = "mail";

    private static final Shape<Map.Entry<UUID, Refund.Reason>> OPEN_REFUND =
            new Shape<>(
                    (refund, out) ->
                            out.id("refund", refund.getKey())
                                    .text(
                                            "reason",
                                            PaymentEventTypes.REASONS.of(refund.getValue())),
                    in ->
                            Map.entry(
                                    in.id("refund"),
                                    PaymentEventTypes.REASONS.parse(in.text("reason"))));

    private static final Shape<MailState> STATE =
            new Shape<>(MailTables::write, MailTables::readState);

    private static final Shape<MailTask> TASK =
            new Shape<>(MailTables::write, MailTables::readTask);

    static final ConsumerTables ALL = ProcessShapes.tables(MailProcess.TABLES, STATE, TASK);

    private MailTables() {}

    private static void write(MailState state, JsonOut out) throws IOException {
        switch (state) {
            case Nothing nothing -> out.text("is", "nothing");
            case CountedOn countedOn -> out.text("is", "counted-on");
            case Lapsed lapsed -> out.text("is", "lapsed");
            case GoingBack(var open, var done) ->
                    out.text("is", "going-back")
                            .objects("open", open.entrySet(), OPEN_REFUND)
                            .textIfAny("done", written(done));
        }
    }

    private static @Nullable String written(Refund.@Nullable Reason reason) {
        return reason == null ? null : PaymentEventTypes.REASONS.of(reason);
    }

    private static MailState readState(JsonIn in) {
        String is = in.text("is");
        return switch (is) {
            case "nothing" -> new Nothing();
            case "counted-on" -> new CountedOn();
            case "lapsed" -> new Lapsed();
            case "going-back" -> goingBack(in);
            default -> throw new IllegalArgumentException("no state of mail: " + is);
        };
    }

    private static GoingBack goingBack(JsonIn in) {
        Map<UUID, Refund.Reason> open = new HashMap<>();
        in.objects("open", OPEN_REFUND)
                .forEach(refund -> open.put(refund.getKey(), refund.getValue()));
        return new GoingBack(open, reason(in, "done"));
    }

    private static Refund.@Nullable Reason reason(JsonIn in, String field) {
        return in.textIfAny(field).map(PaymentEventTypes.REASONS::parse).orElse(null);
    }

    private static void write(MailTask task, JsonOut out) throws IOException {
        switch (task) {
            case Confirmation(ReservationId id) ->
                    out.text(KIND, "confirmation").id("reservation", id.value());
            case HoldEnded(ReservationId id) ->
                    out.text(KIND, "hold-ended").id("reservation", id.value());
            case Cancellation(ReservationId id) ->
                    out.text(KIND, "cancellation").id("reservation", id.value());
            case MoneyBack back ->
                    out.text(KIND, "money-back")
                            .id("payment", back.payment().value())
                            .id("refund", back.refund().value())
                            .object("amount", back.amount(), ValueShapes.MONEY)
                            .textIfAny("reason", written(back.reasonOrNull()));
            case TicketReceived(TicketId ticket, UserId to) ->
                    out.text(KIND, "ticket-received")
                            .id("ticket", ticket.value())
                            .id("to", to.value());
            case TicketGiven(TicketId ticket, UserId from) ->
                    out.text(KIND, "ticket-given")
                            .id("ticket", ticket.value())
                            .id("from", from.value());
        }
    }

    private static MailTask readTask(JsonIn in) {
        String kind = in.text(KIND);
        return switch (kind) {
            case "confirmation" -> new Confirmation(reservation(in));
            case "hold-ended" -> new HoldEnded(reservation(in));
            case "cancellation" -> new Cancellation(reservation(in));
            case "money-back" ->
                    new MoneyBack(
                            new PaymentId(in.id("payment")),
                            new RefundId(in.id("refund")),
                            in.object("amount", ValueShapes.MONEY),
                            reason(in, "reason"));
            case "ticket-received" ->
                    new TicketReceived(new TicketId(in.id("ticket")), new UserId(in.id("to")));
            case "ticket-given" ->
                    new TicketGiven(new TicketId(in.id("ticket")), new UserId(in.id("from")));
            default -> throw new IllegalArgumentException("no mail of ours: " + kind);
        };
    }

    private static ReservationId reservation(JsonIn in) {
        return new ReservationId(in.id("reservation"));
    }
}
