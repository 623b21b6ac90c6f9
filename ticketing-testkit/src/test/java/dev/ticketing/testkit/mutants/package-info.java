/** Wrong versions of the rules, and whether the simulation tells them from the right one. */
@NullMarked
package dev.ticketing.testkit.mutants;

import org.jspecify.annotations.NullMarked;
