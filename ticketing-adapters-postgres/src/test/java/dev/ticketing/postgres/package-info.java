/** Tests against a real PostgreSQL; most are suites of the testkit. */
@NullMarked
package dev.ticketing.postgres;

import org.jspecify.annotations.NullMarked;
