/** Who holds what in one section of one show: the only judge, and the unit of contention. */
@NullMarked
package dev.ticketing.core.inventory;

import org.jspecify.annotations.NullMarked;
