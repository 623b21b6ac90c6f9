package dev.ticketing.testkit.memory;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that lasts as long as its object. */
public final class InMemoryJournal implements Journal {

    private final Map<ReservationId, Map<UUID, JournalEntry>> entries = new ConcurrentHashMap<>();

    public InMemoryJournal() {}

    @Override
    public void write(JournalEntry entry) {
        entries.computeIfAbsent(entry.reservation(), first -> new ConcurrentHashMap<>())
                .putIfAbsent(entry.id(), entry);
    }

    @Override
    public List<JournalEntry> of(ReservationId reservation) {
        return entries.getOrDefault(reservation, Map.of()).values().stream()
                .sorted(Comparator.comparing(JournalEntry::at).thenComparing(JournalEntry::id))
                .limit(LONGEST)
                .toList();
    }
}
