/** Folding the feed into read models, each event with effect exactly once. */
@NullMarked
package dev.ticketing.core.projection;

import org.jspecify.annotations.NullMarked;
