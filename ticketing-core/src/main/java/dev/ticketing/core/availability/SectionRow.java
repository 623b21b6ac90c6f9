package dev.ticketing.core.availability;

import dev.ticketing.core.consumer.Table;

/**
 * The places of a section as events have left them.
 *
 * @param held by holds that have not been released, also those whose time is over
 */
public record SectionRow(int capacity, int held, int sold, int blocked) {

    public static final Table<SectionKey, SectionRow> SECTIONS =
            new Table<>("section_row", SectionKey.class, SectionRow.class);

    public SectionRow {
        if (held < 0 || sold < 0 || blocked < 0 || held + sold + blocked > capacity) {
            throw new IllegalArgumentException(
                    held + " held, " + sold + " sold, " + blocked + " blocked of " + capacity);
        }
    }

    public int available() {
        return capacity - held - sold - blocked;
    }

    SectionRow plusHeld(int places) {
        return new SectionRow(capacity, held + places, sold, blocked);
    }

    SectionRow plusSold(int places) {
        return new SectionRow(capacity, held, sold + places, blocked);
    }

    SectionRow plusBlocked(int places) {
        return new SectionRow(capacity, held, sold, blocked + places);
    }

    /** A hold has become a sale. */
    SectionRow soldOfHeld(int places) {
        return new SectionRow(capacity, held - places, sold + places, blocked);
    }
}
