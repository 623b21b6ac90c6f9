package dev.ticketing.postgres;

import dev.ticketing.core.show.Show;

import java.util.Arrays;
import java.util.Map;

/**
 * Where the catalogue keeps a show: its stage, and in the same word whether everybody may see it,
 * so that one index has both in order.
 */
enum Shelf {
    DRAFT(Show.Stage.DRAFT, false),
    PUBLISHED(Show.Stage.PUBLISHED, true),
    SALES_OPEN(Show.Stage.SALES_OPEN, true),
    SALES_CLOSED(Show.Stage.SALES_CLOSED, true),
    COMPLETED(Show.Stage.COMPLETED, true),
    CANCELLED(Show.Stage.CANCELLED, true),
    CANCELLED_DRAFT(Show.Stage.CANCELLED, false);

    static final Words<Shelf> WORDS =
            new Words<>(
                    Map.of(
                            DRAFT, "DRAFT",
                            PUBLISHED, "PUBLISHED",
                            SALES_OPEN, "SALES_OPEN",
                            SALES_CLOSED, "SALES_CLOSED",
                            COMPLETED, "COMPLETED",
                            CANCELLED, "CANCELLED",
                            CANCELLED_DRAFT, "CANCELLED_DRAFT"));

    private final Show.Stage stage;
    private final boolean isPublic;

    Shelf(Show.Stage stage, boolean isPublic) {
        this.stage = stage;
        this.isPublic = isPublic;
    }

    static Shelf of(Show.Existing show) {
        return Arrays.stream(values())
                .filter(shelf -> shelf.stage == show.stage() && shelf.isPublic == show.isPublic())
                .findFirst()
                .orElseThrow();
    }

    Show.Stage stage() {
        return stage;
    }

    boolean isPublic() {
        return isPublic;
    }

    Show.Existing with(Show.Facts facts) {
        return switch (this) {
            case DRAFT -> new Show.Draft(facts);
            case PUBLISHED -> new Show.Published(facts);
            case SALES_OPEN -> new Show.OnSale(facts);
            case SALES_CLOSED -> new Show.OffSale(facts);
            case COMPLETED -> new Show.Completed(facts);
            case CANCELLED, CANCELLED_DRAFT -> new Show.Cancelled(facts, isPublic);
        };
    }
}
