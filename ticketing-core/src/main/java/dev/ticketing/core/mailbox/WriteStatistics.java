package dev.ticketing.core.mailbox;

/**
 * What the write side has done since it started.
 *
 * @param commits batches that the log took
 * @param units commands that recorded something
 * @param events events recorded
 * @param conflicts times that a command had to be judged anew because another process wrote
 * @param refusals commands that recorded nothing
 * @param pushedBack commands that were not accepted because too much was waiting
 */
public record WriteStatistics(
        long commits, long units, long events, long conflicts, long refusals, long pushedBack) {}
