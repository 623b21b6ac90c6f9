package dev.ticketing.core.consumer;

import dev.ticketing.core.log.Position;

/**
 * The right to move a consumer, until somebody else takes it.
 *
 * @param fence ascends with each lease of the consumer; a write with an older one is refused
 * @param position how far the consumer had come when the lease was taken
 */
public record Lease(ConsumerId consumer, long fence, Position position) {}
