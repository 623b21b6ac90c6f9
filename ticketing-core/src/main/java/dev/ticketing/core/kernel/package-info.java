/** What every aggregate is made of: deciders, decisions, money, ids and immutable collections. */
@NullMarked
package dev.ticketing.core.kernel;

import org.jspecify.annotations.NullMarked;
