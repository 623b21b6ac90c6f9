package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.stream.Stream;

/** A show at each stage to begin with, and short words for what it is made of. */
final class ShowFixture {

    static final Instant LATER = NOW.plusSeconds(60);

    static final Given<Show, ShowCommand, ShowEvent, ShowRejection> NOTHING =
            Given.nothing(ShowDecider.INSTANCE);
    static final Given<Show, ShowCommand, ShowEvent, ShowRejection> DRAFT =
            NOTHING.and(new ShowCreated(SHOW, OWNER, DETAILS, NOW));
    static final Given<Show, ShowCommand, ShowEvent, ShowRejection> PUBLISHED =
            DRAFT.and(new ShowPublished(NOW));
    static final Given<Show, ShowCommand, ShowEvent, ShowRejection> ON_SALE =
            PUBLISHED.and(new SalesOpened(NOW));
    static final Given<Show, ShowCommand, ShowEvent, ShowRejection> OFF_SALE =
            ON_SALE.and(new SalesClosed(NOW));

    private ShowFixture() {}

    /** At every stage of a show that has not ended. */
    static Stream<Given<Show, ShowCommand, ShowEvent, ShowRejection>> existing() {
        return Stream.of(DRAFT, PUBLISHED, ON_SALE, OFF_SALE);
    }

    static Tier tier(
            String id, String section, Money price, @Nullable Instant from, @Nullable Instant to) {
        return new Tier(new TierId(id), "Tier", new SectionId(section), price, from, to);
    }

    /** No such value can be made. */
    static void assertRefused(ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }
}
