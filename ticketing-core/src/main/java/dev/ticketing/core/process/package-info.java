/** Process managers: what has to follow from what has happened, however long it takes. */
@NullMarked
package dev.ticketing.core.process;

import org.jspecify.annotations.NullMarked;
