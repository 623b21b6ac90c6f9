/**
 * What clients have asked for and been told, and whether a log can be what came of it.
 *
 * <p>It is about holding, paying and cancelling: all of these that clients ask for have to be in
 * the ledger, or what comes of them is a phantom. Whatever else is asked for, as to block places,
 * to hand a ticket on or to call off a show, stays out of the ledger and does not disturb it. What
 * it leads to is judged by {@link dev.ticketing.core.invariants.LogInvariants}; whether it was lost
 * or done twice can be told by its events, which name the request that they followed from.
 */
@NullMarked
package dev.ticketing.testkit.history;

import org.jspecify.annotations.NullMarked;
