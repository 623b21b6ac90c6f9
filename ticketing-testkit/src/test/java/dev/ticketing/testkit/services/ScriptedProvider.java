package dev.ticketing.testkit.services;

import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.payment.ProviderUnavailable;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The in-memory provider, to which something can be made to happen. */
final class ScriptedProvider implements PaymentProvider {

    final InMemoryPaymentProvider memory = new InMemoryPaymentProvider();
    final List<RefundId> refundsAsked = new ArrayList<>();
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

    /** Something happens while the next capture is under way, before the money is taken. */
    void meanwhile(Runnable happening) {
        captures.add(new Scene(happening, true, () -> {}, true));
    }

    /** Something happens when the money of the next capture is taken, before that is answered. */
    void beforeItAnswers(Runnable happening) {
        captures.add(new Scene(() -> {}, true, happening, true));
    }

    /** The money of the next capture is taken, but nobody is told. */
    void losesAnAnswer() {
        losesAnAnswer(() -> {});
    }

    /** As {@link #losesAnAnswer()}; something happens before the money is taken. */
    void losesAnAnswer(Runnable happening) {
        captures.add(new Scene(happening, true, () -> {}, false));
    }

    /** The next capture does not reach the provider. */
    void losesARequest() {
        captures.add(new Scene(() -> {}, false, () -> {}, false));
    }

    /** Nothing reaches the provider any more, and nobody is answered. */
    void goesAway() {
        away = true;
    }

    void comesBack() {
        away = false;
    }

    private void requireHere() {
        if (away) {
            throw unavailable();
        }
    }

    /** So many refunds are not answered. */
    void failsRefunds(int times) {
        refundFailures = times;
    }

    /** So many refunds are done, but nobody is told. */
    void losesRefundAnswers(int times) {
        lostRefundAnswers = times;
    }

    /** So many look-ups of attempts are not answered. */
    void failsLookUps(int times) {
        lookUpFailures = times;
    }

    /** Whether what it has done cannot be looked up yet. */
    void isLagging(boolean now) {
        lagging = now;
    }

    /** Whether it says of every attempt that it does not know yet. */
    void isUndecided(boolean now) {
        undecided = now;
    }

    @Override
    public String name() {
        return name;
    }

    /** Another one is configured, which knows of nothing that this one was asked. */
    void isCalled(String other) {
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
    void isAvailable(boolean now) {
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
