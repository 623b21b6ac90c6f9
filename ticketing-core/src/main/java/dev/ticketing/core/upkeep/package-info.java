/** What has to be done in time without anybody asking: ending holds, settling payments. */
@NullMarked
package dev.ticketing.core.upkeep;

import org.jspecify.annotations.NullMarked;
