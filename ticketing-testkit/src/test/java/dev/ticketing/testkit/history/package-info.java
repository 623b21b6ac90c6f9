@NullMarked
package dev.ticketing.testkit.history;

import org.jspecify.annotations.NullMarked;
