/** What people attend. On the wire it is called an event; in code an event is what happened. */
@NullMarked
package dev.ticketing.core.show;

import org.jspecify.annotations.NullMarked;
