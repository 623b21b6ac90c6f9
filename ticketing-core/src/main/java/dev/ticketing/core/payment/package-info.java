/** One attempt to take money for a reservation, and the refunds of it. */
@NullMarked
package dev.ticketing.core.payment;

import org.jspecify.annotations.NullMarked;
