package dev.ticketing.testkit.services;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.log.LogUnavailable;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A journal that takes nothing more while it fails, and still tells what it has. */
final class FailingJournal implements Journal {

    private final Journal whole;
    private final BooleanSupplier fails;

    FailingJournal(Journal whole, BooleanSupplier fails) {
        this.whole = whole;
        this.fails = fails;
    }

    @Override
    public void write(JournalEntry entry) {
        if (fails.getAsBoolean()) {
            throw new LogUnavailable("scripted", new IOException("journal"));
        }
        whole.write(entry);
    }

    @Override
    public List<JournalEntry> of(ReservationId reservation) {
        return whole.of(reservation);
    }
}
