/** One writer per consistency key, and the committer that turns many decisions into one commit. */
@NullMarked
package dev.ticketing.core.mailbox;

import org.jspecify.annotations.NullMarked;
