package dev.ticketing.testkit.memory;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;

import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The in-memory provider, to which something can be made to happen. What is said of the next
 * capture waits behind what was said before. For one thread.
 */
public final class ScriptedPaymentProvider implements PaymentProvider {

    private final InMemoryPaymentProvider memory = new InMemoryPaymentProvider();
    private final List<RefundId> refundsAsked = new ArrayList<>();
    private final Deque<Scene> captures = new ArrayDeque<>();
    private int refundFailures;
    private int lostRefundAnswers;
    private int lookUpFailures;
    private boolean lagging;
    private boolean undecided;
    private boolean available = true;
    private boolean away;
    private String name = memory.name();

    /** What happens around one capture. */
    private record Scene(
            Runnable before, boolean reachesProvider, Runnable after, boolean answers) {}

    /** What it has done: its books, which a script does not change. */
    public InMemoryPaymentProvider memory() {
        return memory;
    }

    /** Every refund that it was asked for, answered or not, in that order. */
    public List<RefundId> refundsAsked() {
        return List.copyOf(refundsAsked);
    }

    /** Something happens while the next capture is under way, before the money is taken. */
    public void meanwhile(Runnable happening) {
        captures.add(new Scene(happening, true, () -> {}, true));
    }

    /** Something happens when the money of the next capture is taken, before that is answered. */
    public void beforeItAnswers(Runnable happening) {
        captures.add(new Scene(() -> {}, true, happening, true));
    }

    /** The money of the next capture is taken, but nobody is told. */
    public void losesAnAnswer() {
        losesAnAnswer(() -> {});
    }

    /** As {@link #losesAnAnswer()}; something happens before the money is taken. */
    public void losesAnAnswer(Runnable happening) {
        captures.add(new Scene(happening, true, () -> {}, false));
    }

    /** The next capture does not reach the provider. */
    public void losesARequest() {
        captures.add(new Scene(() -> {}, false, () -> {}, false));
    }

    /** Nothing reaches the provider any more, and nobody is answered. */
    public void goesAway() {
        away = true;
    }

    /** It answers again. */
    public void comesBack() {
        away = false;
    }

    private void requireHere() {
        if (away) {
            throw unavailable();
        }
    }

    /** So many refunds are not answered. */
    public void failsRefunds(int times) {
        refundFailures = times;
    }

    /** So many refunds are done, but nobody is told. */
    public void losesRefundAnswers(int times) {
        lostRefundAnswers = times;
    }

    /** So many look-ups of attempts are not answered. */
    public void failsLookUps(int times) {
        lookUpFailures = times;
    }

    /** Whether what it has done cannot be looked up yet. */
    public void isLagging(boolean now) {
        lagging = now;
    }

    /** Whether it says of every attempt that it does not know yet. */
    public void isUndecided(boolean now) {
        undecided = now;
    }

    @Override
    public String name() {
        return name;
    }

    /** Another one is configured, which knows of nothing that this one was asked. */
    public void isCalled(String other) {
        name = other;
    }

    @Override
    public Capture capture(Attempt attempt, String token) {
        requireHere();
        Scene scene = captures.poll();
        if (scene == null) {
            return memory.capture(attempt, token);
        }
        scene.before.run();
        if (scene.reachesProvider) {
            Capture capture = memory.capture(attempt, token);
            scene.after.run();
            if (scene.answers) {
                return capture;
            }
        }
        throw unavailable();
    }

    private static ProviderUnavailable unavailable() {
        return new ProviderUnavailable("scripted", new SocketTimeoutException("slow"));
    }

    @Override
    public Optional<Capture> lookUp(PaymentId key) {
        requireHere();
        if (lookUpFailures > 0) {
            lookUpFailures--;
            throw unavailable();
        }
        Optional<Capture> known = lagging ? Optional.empty() : memory.lookUp(key);
        return undecided ? known.map(capture -> new Capture.Underway()) : known;
    }

    @Override
    public GivingBack refund(RefundId key, String captureReference, Money amount) {
        refundsAsked.add(key);
        requireHere();
        if (refundFailures > 0) {
            refundFailures--;
            throw unavailable();
        }
        GivingBack done = memory.refund(key, captureReference, amount);
        if (lostRefundAnswers > 0) {
            lostRefundAnswers--;
            throw unavailable();
        }
        return done;
    }

    @Override
    public Optional<GivingBack> lookUpRefund(RefundId key, String captureReference) {
        requireHere();
        return memory.lookUpRefund(key, captureReference);
    }

    @Override
    public boolean isAvailable() {
        return available;
    }

    /** Whether it is known not to answer. */
    public void isAvailable(boolean now) {
        available = now;
    }

    @Override
    public void ping() {
        memory.ping();
    }

    @Override
    public Optional<String> last4(String token) {
        return memory.last4(token);
    }
}
