/** The contract, tried over a real socket against the in-memory adapters. */
@NullMarked
package dev.ticketing.http;

import org.jspecify.annotations.NullMarked;
