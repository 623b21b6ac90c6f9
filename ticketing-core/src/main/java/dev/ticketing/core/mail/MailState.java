package dev.ticketing.core.mail;

import dev.ticketing.core.payment.Refund.Reason;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What has to be known for the next mail about a reservation, a payment or a ticket. */
public sealed interface MailState {

    /** Nothing. */
    record Nothing() implements MailState {}

    /** Somebody has tried to pay for the hold, so they count on their places. */
    record CountedOn() implements MailState {}

    /** The hold has ended though they counted on it. */
    record Lapsed() implements MailState {}

    /**
     * Money is going back.
     *
     * @param open why, by the id of each refund that is not done
     * @param doneOrNull why the last that is done was
     */
    record GoingBack(Map<UUID, Reason> open, @Nullable Reason doneOrNull) implements MailState {
        public GoingBack {
            open = Collections.unmodifiableMap(new TreeMap<>(open));
        }
    }
}
