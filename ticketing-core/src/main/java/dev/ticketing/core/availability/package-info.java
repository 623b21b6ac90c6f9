/** How many places of each section are held and sold, counted along the log. */
@NullMarked
package dev.ticketing.core.availability;

import org.jspecify.annotations.NullMarked;
