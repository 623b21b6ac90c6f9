package dev.ticketing.testkit.simulation;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The payment provider as one server sees it. While a call is under way, everything else goes on.
 */
final class NodeProvider implements PaymentProvider {

    /** So long a server waits for an answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Life life;
    private final Node node;
    private final SimulatedProvider provider;
    private final Faults faults;
    private final Timeline time;
    private final Chance chance;
    private final Consumer<Duration> waiting;

    /**
     * @param waiting lets time pass, in which others do what they do
     */
    NodeProvider(
            Life life,
            Node node,
            SimulatedProvider provider,
            Faults faults,
            Timeline time,
            Chance chance,
            Consumer<Duration> waiting) {
        this.life = life;
        this.node = node;
        this.provider = provider;
        this.faults = faults;
        this.time = time;
        this.chance = chance;
        this.waiting = waiting;
    }

    @Override
    public String name() {
        return provider.books().name();
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        travel();
        if (faults.strikes(Fault.TIMEOUT_NOTHING_TAKEN)) {
            throw timedOut();
        }
        boolean mayBeTaken = !SimulatedProvider.BAD_TOKENS.contains(token);
        if (mayBeTaken && faults.strikes(Fault.TIMEOUT_MONEY_TAKEN)) {
            Duration late = faults.chanceOf(Fault.TIMEOUT_MONEY_TAKEN).below(LONGEST_CALL);
            time.after(late, () -> takeLate(attempt, token));
            throw timedOut();
        }
        Capture capture = provider.capture(attempt, token);
        life.dieOf(Fault.CRASH_BEFORE_CHECKPOINT);
        travel();
        return capture;
    }

    private void takeLate(Attempt attempt, String token) {
        var unused = provider.capture(attempt, token);
    }

    /** The way there, or back: a server may stand still on it for long, and die. */
    private void travel() {
        life.requireAlive();
        Duration pause = node.standStill(faults);
        if (pause.isPositive()) {
            waiting.accept(pause);
        }
        int dice = chance.below(20);
        if (dice == 0) {
            waiting.accept(chance.below(TIMEOUT));
        } else if (dice < 6) {
            waiting.accept(chance.below(Duration.ofMillis(300)));
        }
        life.requireAlive();
    }

    private ProviderUnavailable timedOut() {
        waiting.accept(TIMEOUT);
        life.requireAlive();
        return new ProviderUnavailable("no answer", new SocketTimeoutException("simulated"));
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        travel();
        requireAnswer();
        return provider.lookUp(key);
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        travel();
        if (faults.strikes(Fault.REFUND_FAILED)) {
            if (chance.happens(0.5)) {
                return new GivingBack.Refused("try_later", "Not now.");
            }
            throw timedOut();
        }
        GivingBack back = provider.refund(key, captureReference, amount);
        life.dieOf(Fault.CRASH_BEFORE_CHECKPOINT);
        if (faults.strikes(Fault.REFUND_ANSWER_LOST)) {
            throw timedOut();
        }
        return back;
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        travel();
        requireAnswer();
        return provider.books().lookUpRefund(key, captureReference);
    }

    private void requireAnswer() {
        if (faults.strikes(Fault.LOOK_UP_FAILED)) {
            throw timedOut();
        }
    }

    @Override
    public void ping() {
        life.requireAlive();
    }

    @Override
    public Optional<String> last4(String token) {
        return provider.books().last4(token);
    }
}
