package dev.ticketing.testkit.assertions;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Outcome.Done;
import dev.ticketing.core.application.Outcome.Refused;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.inventory.InventoryRejection;
import dev.ticketing.core.payment.PaymentRejection;
import dev.ticketing.core.reservation.ReservationRejection;
import dev.ticketing.core.show.ShowRejection;
import dev.ticketing.core.ticket.TicketRejection;

import org.assertj.core.api.AbstractAssert;

import java.util.Objects;

/**
 * What a service answered.
 *
 * @param <T> what was made or changed
 */
public final class OutcomeAssert<T> extends AbstractAssert<OutcomeAssert<T>, Outcome<T>> {

    OutcomeAssert(Outcome<T> actual) {
        super(actual, OutcomeAssert.class);
    }

    /** Expects that it was done, now or before. */
    public OutcomeAssert<T> isDone() {
        done();
        return this;
    }

    /** Expects that it was done; returns what was made or changed. */
    public T value() {
        return done().value();
    }

    /** Expects that it was done before, under the same command id, and nothing was done now. */
    public OutcomeAssert<T> isReplayed() {
        if (!done().replayed()) {
            failWithMessage(
                    "Expected the answer of an earlier time, but it was done now:%n  %s", actual);
        }
        return this;
    }

    private Done<T> done() {
        isNotNull();
        return switch (actual) {
            case Done<T> done -> done;
            case Refused<T>(Refusal why) ->
                    throw failure(
                            "Expected it to be done, but it was refused because of:%n  %s", why);
        };
    }

    /** Expects a refusal with just these facts. */
    public OutcomeAssert<T> isRefusedBecauseOf(Refusal expected) {
        isNotNull();
        switch (actual) {
            case Done<T> done ->
                    failWithMessage(
                            "Expected a refusal because of:%n  %s%nbut it was done:%n  %s",
                            expected, done.value());
            case Refused<T>(Refusal why) -> {
                if (!Objects.equals(why, expected)) {
                    failWithActualExpectedAndMessage(
                            why,
                            expected,
                            "Expected a refusal because of:%n  %s%nbut it was because of:%n  %s",
                            expected,
                            why);
                }
            }
        }
        return this;
    }

    /** Expects the no of a section: no such places, say. */
    public OutcomeAssert<T> isRefusedBecauseOf(InventoryRejection expected) {
        return isRefusedBecauseOf(new Refusal.ByInventory(expected));
    }

    /** Expects the no of a reservation. */
    public OutcomeAssert<T> isRefusedBecauseOf(ReservationRejection expected) {
        return isRefusedBecauseOf(new Refusal.ByReservation(expected));
    }

    /** Expects the no of a payment. */
    public OutcomeAssert<T> isRefusedBecauseOf(PaymentRejection expected) {
        return isRefusedBecauseOf(new Refusal.ByPayment(expected));
    }

    /** Expects the no of a ticket. */
    public OutcomeAssert<T> isRefusedBecauseOf(TicketRejection expected) {
        return isRefusedBecauseOf(new Refusal.ByTicket(expected));
    }

    /** Expects the no of a show. */
    public OutcomeAssert<T> isRefusedBecauseOf(ShowRejection expected) {
        return isRefusedBecauseOf(new Refusal.ByShow(expected));
    }
}
