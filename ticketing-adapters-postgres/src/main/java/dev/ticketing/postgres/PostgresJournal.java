package dev.ticketing.postgres;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;

import java.util.List;

/** Stands in for the journal that is made elsewhere. */
final class PostgresJournal implements Journal {

    @Override
    public void write(JournalEntry entry) {
        // Made elsewhere.
    }

    @Override
    public List<JournalEntry> of(ReservationId reservation) {
        return List.of();
    }
}
