/** What happens, told to those who are connected while it happens. */
@NullMarked
package dev.ticketing.core.live;

import org.jspecify.annotations.NullMarked;
