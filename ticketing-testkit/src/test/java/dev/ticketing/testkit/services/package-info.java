/** Tests of what programs call, over the in-memory adapters. */
@NullMarked
package dev.ticketing.testkit.services;

import org.jspecify.annotations.NullMarked;
