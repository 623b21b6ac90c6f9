package dev.ticketing.core.live;

/** Somebody who listens. */
@FunctionalInterface
public interface Subscriber {

    /**
     * Takes note of a message, at once: it must not block, whatever the listener's connection does.
     *
     * @return false if nothing is wanted any more
     */
    boolean offer(Message message);
}
