/** Tests of the simulation, and by it. */
@NullMarked
package dev.ticketing.testkit.simulation;

import org.jspecify.annotations.NullMarked;
