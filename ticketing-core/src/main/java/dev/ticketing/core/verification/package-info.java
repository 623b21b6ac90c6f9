/** Whether everything that is stored is what the log says, and the log what it must be. */
@NullMarked
package dev.ticketing.core.verification;

import org.jspecify.annotations.NullMarked;
