package dev.ticketing.testkit.memory;

import dev.ticketing.core.journal.Journal;
import dev.ticketing.testkit.conformance.JournalConformance;

class InMemoryJournalTest extends JournalConformance {

    private final InMemoryJournal journal = new InMemoryJournal();

    @Override
    protected Journal journal() {
        return journal;
    }
}
