/** Adapters in memory: for tests and the simulation. Each passes its conformance suite. */
@NullMarked
package dev.ticketing.testkit.memory;

import org.jspecify.annotations.NullMarked;
