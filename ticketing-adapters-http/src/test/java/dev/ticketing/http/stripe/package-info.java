@NullMarked
package dev.ticketing.http.stripe;

import org.jspecify.annotations.NullMarked;
