/** What passed between the system and the world outside about a reservation. */
@NullMarked
package dev.ticketing.core.journal;

import org.jspecify.annotations.NullMarked;
