package dev.ticketing.core.availability;

import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.util.Map;

/**
 * The places of sections, as far as their projection has come. Blocks; safe for any number of
 * threads. Throws {@link LogUnavailable} when the store cannot be reached.
 */
public interface AvailabilityDirectory {

    /** The sections of a show that were opened, in the order of their ids. */
    Map<SectionId, SectionRow> sections(ShowId show);
}
