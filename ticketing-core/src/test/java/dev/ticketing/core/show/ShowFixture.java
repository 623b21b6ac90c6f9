package dev.ticketing.core.show;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.kernel.Money;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Short words for what shows are made of. */
final class ShowFixture {

    private ShowFixture() {}

    static Tier tier(
            String id, String section, Money price, @Nullable Instant from, @Nullable Instant to) {
        return new Tier(new TierId(id), "Tier", new SectionId(section), price, from, to);
    }

    /** No such value can be made. */
    static void assertRefused(ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }
}
