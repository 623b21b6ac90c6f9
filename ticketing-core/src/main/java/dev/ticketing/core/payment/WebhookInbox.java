package dev.ticketing.core.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What providers have told, kept until it has been seen to. Its time is that of one clock for all
 * processes. Blocks; safe for any number of threads and processes.
 */
public interface WebhookInbox {

    /** How long one is remembered; no provider delivers it again after that. */
    Duration MEMORY = Duration.ofDays(90);

    /**
     * Stores a webhook durably, to be seen to at once; one that is known already is only counted.
     *
     * @return which delivery of it this is; 1 for the first
     */
    int store(Webhook webhook);

    /**
     * Takes some that are to be seen to, the longest due first: nobody else gets them for a while,
     * unless they are put off. It ends by itself, so that what a dead process took is taken again.
     *
     * @param limit how many, at most
     */
    List<Claimed> claim(int limit, Duration length);

    /** They have been seen to; not those that have been claimed again since. */
    void settle(Collection<Claimed> done);

    /** It could not be seen to now; without effect if it has been claimed again since. */
    void putOff(Claimed failed, Duration pause);

    /** How many are to be seen to, or are being seen to. */
    long waiting();

    /** What is known of one. */
    Optional<Stored> find(String provider, String id);

    /**
     * Forgets those that have been seen to and were delivered for the last time so long ago.
     *
     * @return how many
     */
    int forget(Duration age);

    /**
     * Taken to be seen to.
     *
     * @param failures how often it could not be seen to
     * @param claim tells this claim from those before and after it
     */
    record Claimed(Webhook webhook, int failures, long claim) {}

    /**
     * What has become of one.
     *
     * @param deliveries how often it came
     * @param settled whether it has been seen to
     */
    record Stored(
            Webhook webhook,
            int deliveries,
            Instant firstDelivered,
            Instant lastDelivered,
            boolean settled) {}
}
