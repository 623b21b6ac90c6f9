package dev.ticketing.core.consumer;

/**
 * Names a timer.
 *
 * @param sequence whose it is: as {@link Projection#sequenceOf} tells it of events
 * @param name unique within its sequence, 1–100 characters
 */
public record TimerKey(String sequence, String name) {

    private static final int MAX_NAME = 100;

    public TimerKey {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name: " + name);
        }
    }
}
