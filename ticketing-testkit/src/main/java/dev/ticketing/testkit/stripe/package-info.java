/** A stand-in for Stripe, for tests without a network. */
@NullMarked
package dev.ticketing.testkit.stripe;

import org.jspecify.annotations.NullMarked;
