/** How many places of each section are held, sold and blocked, counted along the log. */
@NullMarked
package dev.ticketing.core.availability;

import org.jspecify.annotations.NullMarked;
