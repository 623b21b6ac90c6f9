/** What customers have bought and spent, by their ids alone. */
@NullMarked
package dev.ticketing.core.customers;

import org.jspecify.annotations.NullMarked;
