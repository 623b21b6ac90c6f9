/** Assertions that speak tickets: enter by {@link TicketingAssertions}. */
@NullMarked
package dev.ticketing.testkit.assertions;

import org.jspecify.annotations.NullMarked;
