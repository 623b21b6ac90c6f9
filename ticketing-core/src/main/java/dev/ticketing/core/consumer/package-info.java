/**
 * Everything that follows the log: projections, the rows they keep, and the consumers that carry
 * them, each with one owner at a time and each event with effect exactly once.
 */
@NullMarked
package dev.ticketing.core.consumer;

import org.jspecify.annotations.NullMarked;
