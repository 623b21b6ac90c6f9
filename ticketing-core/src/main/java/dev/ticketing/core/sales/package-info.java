/** What shows have brought in, and how far they are sold. */
@NullMarked
package dev.ticketing.core.sales;

import org.jspecify.annotations.NullMarked;
