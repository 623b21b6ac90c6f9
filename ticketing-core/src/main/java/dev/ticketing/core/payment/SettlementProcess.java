package dev.ticketing.core.payment;

import dev.ticketing.core.kernel.Backoff;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.SettlementState.Asked;
import dev.ticketing.core.payment.SettlementState.GivenUp;
import dev.ticketing.core.payment.SettlementState.Settled;
import dev.ticketing.core.payment.SettlementTask.GiveBack;
import dev.ticketing.core.payment.SettlementTask.LookUp;
import dev.ticketing.core.payment.SettlementTask.ReportDelay;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.Effect.CancelTimer;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.core.reservation.PaymentId;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sees to it that every payment is settled: an attempt whose answer is missing is looked up until
 * it is known, and a refund that was decided is given back until it is done, however often the
 * provider is silent and whatever dies meanwhile.
 */
public final class SettlementProcess implements ProcessManager<SettlementState, SettlementTask> {

    public static final ProcessTables<SettlementState, SettlementTask> TABLES =
            ProcessTables.of("settlement");

    /** Who asked the provider waits for its answer for less. */
    public static final Duration FIRST_LOOK_UP = Duration.ofSeconds(3);

    /** How long a refund may take before it is tried once more. */
    public static final Duration FIRST_REPEAT = Duration.ofSeconds(5);

    /**
     * After so long each, an attempt that was given up is looked up once more: whoever was about to
     * ask may have been stopped in between, for however long, and have died after asking.
     */
    public static final List<Duration> LATER_LOOKS =
            List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

    /** A refund that has been tried so often, for about two minutes, is late. */
    private static final int LATE = 8;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(10));

    private static final String LOOK_UP = "look-up";
    private static final String REFUND = "refund/";

    @Override
    public ProcessTables<SettlementState, SettlementTask> tables() {
        return TABLES;
    }

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(
                PaymentRequested.class,
                PaymentCaptured.class,
                PaymentFailed.class,
                RefundRequested.class,
                RefundCompleted.class);
    }

    @Override
    public Set<String> categories() {
        return Set.of("payment");
    }

    @Override
    public Optional<String> instanceOf(RecordedEvent event) {
        return Optional.of(event.stream().key());
    }

    @Override
    public SettlementState initialState() {
        return new Settled(Map.of());
    }

    @Override
    public boolean isOver(SettlementState state) {
        return switch (state) {
            case Asked asked -> false;
            case GivenUp given -> given.looks() == LATER_LOOKS.size();
            case Settled settled -> settled.attempts().isEmpty();
        };
    }

    @Override
    public SettlementState evolve(SettlementState state, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent recorded) ->
                    switch (recorded.event()) {
                        case PaymentRequested requested -> new Asked(0);
                        case PaymentCaptured captured -> new Settled(Map.of());
                        case PaymentFailed failed ->
                                wasNeverAsked(failed) ? new GivenUp(0) : new Settled(Map.of());
                        case RefundRequested requested ->
                                settled(state).with(requested.refund().id(), 0);
                        case RefundCompleted completed ->
                                settled(state).without(completed.refund());
                        default -> state;
                    };
            case TimedOut out ->
                    switch (state) {
                        case Asked asked -> new Asked(asked.lookUps() + 1);
                        case GivenUp given -> new GivenUp(given.looks() + 1);
                        case Settled settled -> {
                            RefundId refund = refundOf(out);
                            yield settled.with(refund, settled.attemptsOf(refund) + 1);
                        }
                    };
        };
    }

    @Override
    public List<Effect<SettlementTask>> react(SettlementState state, ProcessInput input) {
        return switch (input) {
            case Happened(RecordedEvent recorded) -> react(recorded);
            case TimedOut out ->
                    switch (state) {
                        case Asked asked ->
                                List.of(
                                        new Send<>(new LookUp(paymentOf(out.instance()))),
                                        new SetTimer<>(
                                                LOOK_UP, BACKOFF.after(asked.lookUps() - 1)));
                        case GivenUp given -> lookLater(given, out);
                        case Settled settled -> again(settled, out);
                    };
        };
    }

    private static boolean wasNeverAsked(PaymentFailed failed) {
        return failed.code().equals(PaymentFailed.NEVER_ASKED);
    }

    private static List<Effect<SettlementTask>> lookLater(GivenUp given, TimedOut out) {
        List<Effect<SettlementTask>> effects = new ArrayList<>();
        effects.add(new Send<>(new LookUp(paymentOf(out.instance()))));
        if (given.looks() < LATER_LOOKS.size()) {
            effects.add(new SetTimer<>(LOOK_UP, LATER_LOOKS.get(given.looks())));
        }
        return effects;
    }

    private static List<Effect<SettlementTask>> react(RecordedEvent recorded) {
        return switch (recorded.event()) {
            case PaymentRequested requested -> List.of(new SetTimer<>(LOOK_UP, FIRST_LOOK_UP));
            case PaymentCaptured captured -> List.of(new CancelTimer<>(LOOK_UP));
            case PaymentFailed failed ->
                    List.of(
                            wasNeverAsked(failed)
                                    ? new SetTimer<>(LOOK_UP, LATER_LOOKS.getFirst())
                                    : new CancelTimer<>(LOOK_UP));
            case RefundRequested requested ->
                    giveBack(
                            Payment.idOf(recorded.stream()), requested.refund().id(), FIRST_REPEAT);
            case RefundCompleted completed ->
                    List.of(new CancelTimer<>(timerOf(completed.refund())));
            default -> List.of();
        };
    }

    private static List<Effect<SettlementTask>> again(Settled settled, TimedOut out) {
        PaymentId payment = paymentOf(out.instance());
        RefundId refund = refundOf(out);
        int attempts = settled.attemptsOf(refund);
        List<Effect<SettlementTask>> effects =
                new ArrayList<>(giveBack(payment, refund, BACKOFF.after(attempts - 1)));
        if (attempts == LATE) {
            effects.add(new Send<>(new ReportDelay(payment, refund)));
        }
        return effects;
    }

    private static List<Effect<SettlementTask>> giveBack(
            PaymentId payment, RefundId refund, Duration again) {
        return List.of(
                new Send<>(new GiveBack(payment, refund)), new SetTimer<>(timerOf(refund), again));
    }

    private static Settled settled(SettlementState state) {
        if (state instanceof Settled settled) {
            return settled;
        }
        throw new IllegalStateException("a refund of what was not captured");
    }

    private static PaymentId paymentOf(String instance) {
        return new PaymentId(UUID.fromString(instance));
    }

    private static String timerOf(RefundId refund) {
        return REFUND + refund.value();
    }

    private static RefundId refundOf(TimedOut out) {
        return new RefundId(UUID.fromString(out.timer().substring(REFUND.length())));
    }
}
