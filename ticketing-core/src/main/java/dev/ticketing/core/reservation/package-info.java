/** Seats kept for a customer until an instant, then paid for, cancelled or expired. */
@NullMarked
package dev.ticketing.core.reservation;

import org.jspecify.annotations.NullMarked;
