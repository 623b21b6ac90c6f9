/** In-memory adapters, specs, conformance suites and the simulation. */
@NullMarked
package dev.ticketing.testkit;

import org.jspecify.annotations.NullMarked;
