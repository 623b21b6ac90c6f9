/** The ports of the core, on PostgreSQL. */
@NullMarked
package dev.ticketing.postgres;

import org.jspecify.annotations.NullMarked;
