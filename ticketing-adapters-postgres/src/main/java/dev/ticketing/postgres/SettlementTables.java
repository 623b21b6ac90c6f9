package dev.ticketing.postgres;

import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.SettlementState;
import dev.ticketing.core.payment.SettlementState.Asked;
import dev.ticketing.core.payment.SettlementState.GivenUp;
import dev.ticketing.core.payment.SettlementState.Settled;
import dev.ticketing.core.payment.SettlementTask;
import dev.ticketing.core.payment.SettlementTask.GiveBack;
import dev.ticketing.core.payment.SettlementTask.LookUp;
import dev.ticketing.core.payment.SettlementTask.ReportDelay;
import dev.ticketing.core.reservation.PaymentId;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How the settlement of payments is stored. */
final class SettlementTables {

    private static final Shape<Map.Entry<UUID, Integer>> OPEN_REFUND =
            new Shape<>(
                    (refund, out) ->
                            out.id("refund", refund.getKey()).number("attempts", refund.getValue()),
                    in -> Map.entry(in.id("refund"), in.smallNumber("attempts")));

    private static final Shape<SettlementState> STATE =
            new Shape<>(SettlementTables::write, SettlementTables::readState);

    private static final Shape<SettlementTask> TASK =
            new Shape<>(SettlementTables::write, SettlementTables::readTask);

    static final ConsumerTables ALL = ProcessShapes.tables(SettlementProcess.TABLES, STATE, TASK);

    private SettlementTables() {}

    private static void write(SettlementState state, JsonOut out) throws IOException {
        switch (state) {
            case Asked asked -> out.number("lookUps", asked.lookUps());
            case GivenUp given -> out.number("looks", given.looks());
            case Settled settled ->
                    out.objects("refunds", settled.attempts().entrySet(), OPEN_REFUND);
        }
    }

    private static SettlementState readState(JsonIn in) {
        if (in.has("lookUps")) {
            return new Asked(in.smallNumber("lookUps"));
        }
        if (in.has("looks")) {
            return new GivenUp(in.smallNumber("looks"));
        }
        Map<UUID, Integer> attempts = new HashMap<>();
        in.objects("refunds", OPEN_REFUND)
                .forEach(refund -> attempts.put(refund.getKey(), refund.getValue()));
        return new Settled(attempts);
    }

    private static void write(SettlementTask task, JsonOut out) throws IOException {
        out.id("payment", task.payment().value());
        switch (task) {
            case LookUp lookUp -> {
                // The payment says it all.
            }
            case GiveBack giveBack -> out.id("refund", giveBack.refund().value());
            case ReportDelay report -> out.id("late", report.refund().value());
        }
    }

    private static SettlementTask readTask(JsonIn in) {
        PaymentId payment = new PaymentId(in.id("payment"));
        if (in.has("late")) {
            return new ReportDelay(payment, new RefundId(in.id("late")));
        }
        return in.has("refund")
                ? new GiveBack(payment, new RefundId(in.id("refund")))
                : new LookUp(payment);
    }
}
