/** A network that fails as networks do, when a test says so. */
@NullMarked
package dev.ticketing.testkit.network;

import org.jspecify.annotations.NullMarked;
