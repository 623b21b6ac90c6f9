/** What clients have asked for and been told, and whether a log can be what came of it. */
@NullMarked
package dev.ticketing.testkit.history;

import org.jspecify.annotations.NullMarked;
