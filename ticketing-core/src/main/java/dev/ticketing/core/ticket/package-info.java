/** What admits one person, with its signed code. */
@NullMarked
package dev.ticketing.core.ticket;

import org.jspecify.annotations.NullMarked;
