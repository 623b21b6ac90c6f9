/** Stripe as the payment provider, through its own library. */
@NullMarked
package dev.ticketing.http.stripe;

import org.jspecify.annotations.NullMarked;
