/** The HTTP contract, on Helidon. */
@NullMarked
package dev.ticketing.http;

import org.jspecify.annotations.NullMarked;
