package dev.ticketing.core.availability;

import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.util.UUID;

/** One section of one show. */
public record SectionKey(ShowId show, SectionId section) {

    /** The section that a stream of the category {@code inventory} belongs to. */
    public static SectionKey of(StreamId inventory) {
        String key = inventory.key();
        int slash = key.indexOf('/');
        return new SectionKey(
                new ShowId(UUID.fromString(key.substring(0, slash))),
                new SectionId(key.substring(slash + 1)));
    }
}
