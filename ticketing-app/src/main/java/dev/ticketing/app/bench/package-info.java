/** Load, and what the database could do at best: the pieces of the benchmarks. */
@NullMarked
package dev.ticketing.app.bench;

import org.jspecify.annotations.NullMarked;
