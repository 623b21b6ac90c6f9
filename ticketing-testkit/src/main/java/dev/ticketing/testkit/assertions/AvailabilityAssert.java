package dev.ticketing.testkit.assertions;

import dev.ticketing.core.inventory.Availability;

import org.assertj.core.api.AbstractAssert;

/** The places of a section. */
public final class AvailabilityAssert extends AbstractAssert<AvailabilityAssert, Availability> {

    AvailabilityAssert(Availability actual) {
        super(actual, AvailabilityAssert.class);
    }

    public AvailabilityAssert hasCapacity(int expected) {
        isNotNull();
        return has("places in all", actual.capacity(), expected);
    }

    /** Expects so many places that anybody may take. */
    public AvailabilityAssert hasFree(int expected) {
        isNotNull();
        return has("free", actual.available(), expected);
    }

    public AvailabilityAssert hasHeld(int expected) {
        isNotNull();
        return has("held", actual.held(), expected);
    }

    public AvailabilityAssert hasSold(int expected) {
        isNotNull();
        return has("sold", actual.sold(), expected);
    }

    /** Expects so many places to be kept back by an organizer. */
    public AvailabilityAssert hasBlocked(int expected) {
        isNotNull();
        return has("blocked", actual.blocked(), expected);
    }

    /** Expects that every place is sold that is not kept back. */
    public AvailabilityAssert isSoldOut() {
        return hasHeld(0).hasFree(0);
    }

    private AvailabilityAssert has(String what, int present, int expected) {
        if (present != expected) {
            failWithActualExpectedAndMessage(
                    present,
                    expected,
                    "Expected %d %s, but of %d places %d are held, %d sold, %d blocked and %d free",
                    expected,
                    what,
                    actual.capacity(),
                    actual.held(),
                    actual.sold(),
                    actual.blocked(),
                    actual.available());
        }
        return this;
    }
}
