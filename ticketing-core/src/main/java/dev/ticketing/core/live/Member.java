package dev.ticketing.core.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A subscriber and what they listen to.
 *
 * @param <K> what one listens to: a show, or what happens to a user
 */
final class Member<K> implements Subscription {

    private final K topic;
    private final Subscriber subscriber;
    private final Consumer<Member<K>> leaving;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final AtomicBoolean gone = new AtomicBoolean();

    Member(K topic, Subscriber subscriber, Consumer<Member<K>> leaving) {
        this.topic = topic;
        this.subscriber = subscriber;
        this.leaving = leaving;
    }

    K topic() {
        return topic;
    }

    boolean isGone() {
        return gone.get();
    }

    /** True if they stay. */
    boolean tell(Message message) {
        if (gone.get()) {
            return false;
        }
        if (subscriber.offer(message)) {
            return true;
        }
        gone.set(true);
        return false;
    }

    void begin() {
        begun.complete(null);
    }

    @Override
    public CompletableFuture<Void> begun() {
        return begun.copy();
    }

    @Override
    public void close() {
        if (gone.compareAndSet(false, true)) {
            leaving.accept(this);
        }
    }
}
