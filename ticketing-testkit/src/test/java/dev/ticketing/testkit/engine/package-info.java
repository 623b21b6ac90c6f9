/** Tests of mailboxes, committer, states and projectors, on one thread and a time of their own. */
@NullMarked
package dev.ticketing.testkit.engine;

import org.jspecify.annotations.NullMarked;
