package dev.ticketing.http;

import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.show.Seating;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** Reads a wish to block places, or to unblock them. */
final class BlockForm {

    private static final int MAX_REASON = 500;

    private BlockForm() {}

    /**
     * What an organizer sends.
     *
     * @param reason may be missing
     */
    record BlockBody(
            @Nullable List<@Nullable String> seats,
            @Nullable Integer quantity,
            @Nullable String reason) {}

    /**
     * What they want.
     *
     * @param reason empty if none is given
     */
    record Wanted(Places places, String reason) {}

    static Wanted read(BlockBody body) {
        FieldErrors errors = new FieldErrors();
        String reason = errors.optionalText("reason", body.reason(), MAX_REASON);
        Optional<Places> places =
                new PlacesForm(Seating.MAX_PLACES, Seating.MAX_SEATS, errors)
                        .read(body.seats(), body.quantity());
        errors.stopIfAny();
        return new Wanted(places.orElseThrow(), reason);
    }
}
