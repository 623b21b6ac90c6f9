/** What an embedding program, or the HTTP adapter, calls. */
@NullMarked
package dev.ticketing.core.application;

import org.jspecify.annotations.NullMarked;
