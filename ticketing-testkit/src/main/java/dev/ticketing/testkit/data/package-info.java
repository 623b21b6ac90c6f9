/** Test data with sensible defaults: a test says what it is about, and nothing else. */
@NullMarked
package dev.ticketing.testkit.data;

import org.jspecify.annotations.NullMarked;
