/**
 * The whole system in one thread and in virtual time, with everything going wrong that can: see
 * {@link dev.ticketing.testkit.simulation.Simulation}.
 */
@NullMarked
package dev.ticketing.testkit.simulation;

import org.jspecify.annotations.NullMarked;
