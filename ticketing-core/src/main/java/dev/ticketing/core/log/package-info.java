/** The event log as the core sees it: streams, versions, positions, atomic units, and the feed. */
@NullMarked
package dev.ticketing.core.log;

import org.jspecify.annotations.NullMarked;
