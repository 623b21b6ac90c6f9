package dev.ticketing.core.journal;

import dev.ticketing.core.inventory.ReservationId;

import java.util.List;

/**
 * What passed between the system and the world outside about reservations, and is no event: calls
 * to a provider, what it tells by itself, mails. It is told beside the log and nothing is decided
 * by it. Blocks; safe for any number of threads and processes.
 */
public interface Journal {

    /** No more is told of one reservation. */
    int LONGEST = 1_000;

    /** Writes it down, durably; of one reservation, one of the same id only once. */
    void write(JournalEntry entry);

    /** Writes several down, as {@link #write}: all of them, or, if it fails, perhaps some. */
    default void writeAll(List<JournalEntry> entries) {
        entries.forEach(this::write);
    }

    /** What was written of a reservation, the oldest first: the first {@link #LONGEST}. */
    List<JournalEntry> of(ReservationId reservation);
}
