package dev.ticketing.core.show;

import dev.ticketing.core.kernel.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * A price for places of one section, open from an instant (inclusive) until another (exclusive);
 * without them, always.
 */
public record Tier(
        TierId id,
        String name,
        SectionId section,
        Money price,
        @Nullable Instant fromOrNull,
        @Nullable Instant untilOrNull) {

    public static final int MAX_NAME = 100;
    public static final long MAX_PRICE = 100_000_000;

    public Tier {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name: " + name);
        }
        if (price.amount() > MAX_PRICE) {
            throw new IllegalArgumentException("price: " + price.amount());
        }
        if (fromOrNull != null && untilOrNull != null && !fromOrNull.isBefore(untilOrNull)) {
            throw new IllegalArgumentException("until: " + untilOrNull);
        }
    }

    /** A price that is always open. */
    public static Tier always(TierId id, String name, SectionId section, Money price) {
        return new Tier(id, name, section, price, null, null);
    }

    public Optional<Instant> from() {
        return Optional.ofNullable(fromOrNull);
    }

    public Optional<Instant> until() {
        return Optional.ofNullable(untilOrNull);
    }

    public boolean isOpenAt(Instant now) {
        return (fromOrNull == null || !now.isBefore(fromOrNull))
                && (untilOrNull == null || now.isBefore(untilOrNull));
    }
}
