package dev.ticketing.testkit.assertions;

import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.Show.Stage;

import org.assertj.core.api.AbstractAssert;

/** Where a show is in its life. */
public final class ShowAssert extends AbstractAssert<ShowAssert, Show> {

    ShowAssert(Show actual) {
        super(actual, ShowAssert.class);
    }

    public ShowAssert isDraft() {
        return isIn(Stage.DRAFT);
    }

    /** Expects that it is seen by all, and its sales have never been open. */
    public ShowAssert isPublished() {
        return isIn(Stage.PUBLISHED);
    }

    public ShowAssert isOnSale() {
        return isIn(Stage.SALES_OPEN);
    }

    public ShowAssert isOffSale() {
        return isIn(Stage.SALES_CLOSED);
    }

    public ShowAssert isCompleted() {
        return isIn(Stage.COMPLETED);
    }

    public ShowAssert isCancelled() {
        return isIn(Stage.CANCELLED);
    }

    private ShowAssert isIn(Stage expected) {
        isNotNull();
        switch (actual) {
            case Show.Missing missing ->
                    failWithMessage("Expected a show that is %s, but there is none", expected);
            case Show.Existing show -> {
                if (show.stage() != expected) {
                    failWithActualExpectedAndMessage(
                            show.stage(),
                            expected,
                            "Expected the show to be %s, but it is %s:%n  %s",
                            expected,
                            show.stage(),
                            show);
                }
            }
        }
        return this;
    }
}
