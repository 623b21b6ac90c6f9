package dev.ticketing.core.upkeep;

import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is still to be done, kept durably so that it is done after a restart too: sections whose
 * holds will end. As far as the consumer {@code open-work} has come. Blocks; safe for any number of
 * threads and processes.
 */
public interface OpenWork {

    /** When the sections are due that have holds. */
    Table<SectionOfShow, Due> SECTIONS = new Table<>("section_due", SectionOfShow.class, Due.class);

    /** The sections that have a hold that ends at or before an instant, the earliest first. */
    List<DueSection> dueSections(Instant now, int limit);

    /**
     * Says when a section is due next, or that it is not. Does nothing if seats of the section have
     * been held since it was read.
     */
    void reschedule(DueSection was, Optional<Instant> next);

    /** A section's name among those of all shows. */
    record SectionOfShow(ShowId show, SectionId section) {}

    /**
     * When a section is due.
     *
     * @param at when the first of its holds ends, or earlier
     * @param held the newest hold that has been seen
     */
    record Due(Instant at, Position held) {}

    /** A section that is due. */
    record DueSection(SectionOfShow where, Due due) {}
}
