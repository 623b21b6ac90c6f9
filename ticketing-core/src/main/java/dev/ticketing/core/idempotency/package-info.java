/** Answers that were given once and are given again, word for word, to the same request. */
@NullMarked
package dev.ticketing.core.idempotency;

import org.jspecify.annotations.NullMarked;
