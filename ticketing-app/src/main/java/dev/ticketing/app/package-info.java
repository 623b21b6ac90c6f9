/** Configuration, wiring and the command line. */
@NullMarked
package dev.ticketing.app;

import org.jspecify.annotations.NullMarked;
