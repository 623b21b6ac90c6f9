package dev.ticketing.http;

import dev.ticketing.core.live.Message;
import dev.ticketing.core.live.Subscriber;
import dev.ticketing.http.Outgoing.Goodbye;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Somebody who is told what happens while it happens. While there is nothing to tell it costs no
 * thread: one is taken for as long as there is, so that who reads slowly holds up nobody else. Safe
 * for any number of threads.
 */
final class LiveConnection implements Subscriber {

    /** Of somebody who answers signs of life. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    /** More keys than a show has sections; a burst of other news may have as many. */
    private static final int CAPACITY = 256;

    private static final Outgoing BEAT = new Outgoing.Beat();

    private final Outbox outbox;
    private final Encoder encoder;
    private final Executor writers;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Wire> wire = new AtomicReference<>();
    private final AtomicBoolean answerDue = new AtomicBoolean();
    private volatile long lastHeard;
    private volatile long lastBeat;

    /**
     * @param writers runs what blocks as long as somebody does not read
     */
    LiveConnection(Encoder encoder, Executor writers, LongSupplier nanoTime) {
        this.outbox = new Outbox(CAPACITY, nanoTime);
        this.encoder = encoder;
        this.writers = writers;
        this.nanoTime = nanoTime;
        lastHeard = nanoTime.getAsLong();
        lastBeat = lastHeard;
    }

    /** From now on it can be sent to; what came before has waited. */
    void start(Wire opened) {
        wire.set(opened);
        send();
    }

    @Override
    public boolean offer(Message message) {
        return offer(encoder.encode(message));
    }

    boolean offer(Outgoing message) {
        boolean open = outbox.offer(message);
        send();
        return open;
    }

    private void send() {
        Wire opened = wire.get();
        if (opened != null && outbox.claim()) {
            writers.execute(() -> send(opened));
        }
    }

    private void send(Wire opened) {
        try {
            for (Optional<Outgoing> next = outbox.next(); next.isPresent(); next = outbox.next()) {
                switch (next.get()) {
                    case Outgoing.News news -> opened.tell(news);
                    case Outgoing.Beat beat -> {
                        answerDue.set(true);
                        opened.beat();
                    }
                    case Goodbye goodbye -> opened.end(goodbye);
                }
            }
        } catch (RuntimeException e) {
            // They have gone; who reads from them will see it too.
            cut();
        }
    }

    /** They are there. */
    void heard() {
        lastHeard = nanoTime.getAsLong();
    }

    /** True once for each sign of life that was not answered yet. */
    boolean takeAnswer() {
        return answerDue.getAndSet(false);
    }

    boolean isTooSlow() {
        return outbox.isOverdue();
    }

    boolean isSilent() {
        Wire opened = wire.get();
        return opened != null
                && opened.isAnswered()
                && nanoTime.getAsLong() - lastHeard > LONGEST_SILENCE.toNanos();
    }

    /** Sends a sign of life if it is time for one. */
    void beat() {
        Wire opened = wire.get();
        long now = nanoTime.getAsLong();
        if (opened != null && now - lastBeat >= opened.beatEvery().toNanos()) {
            lastBeat = now;
            offer(BEAT);
        }
    }

    /** Ends it, in words. Whoever does not read will not hear them. */
    void end(Goodbye goodbye) {
        outbox.end(goodbye);
        send();
    }

    /** Ends it at once. */
    void cut() {
        outbox.close();
        Wire opened = wire.get();
        if (opened != null) {
            opened.cut();
        }
    }
}
