/** What always holds, counted over a whole log without the code that decides. */
@NullMarked
package dev.ticketing.core.invariants;

import org.jspecify.annotations.NullMarked;
