package dev.ticketing.testkit.assertions;

import org.assertj.core.api.AbstractAssert;

import java.util.Objects;

/**
 * An assertion about one fact after the other, each with a name.
 *
 * @param <S> the assertion itself
 * @param <A> what it is about
 */
abstract class FactsAssert<S extends FactsAssert<S, A>, A> extends AbstractAssert<S, A> {

    FactsAssert(A actual, Class<S> type) {
        super(actual, type);
    }

    final S has(String what, Object present, Object expected) {
        if (!Objects.equals(present, expected)) {
            failWithActualExpectedAndMessage(
                    present,
                    expected,
                    "Expected the %s to be%n  %s%nbut it is%n  %s%nof%n  %s",
                    what,
                    expected,
                    present,
                    actual);
        }
        return myself;
    }
}
