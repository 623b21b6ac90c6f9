package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.journal.Journal;
import dev.ticketing.core.journal.JournalEntry;
import dev.ticketing.core.journal.JournalEntry.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/** What every {@link Journal} has to do. It may hold entries of earlier tests. */
public abstract class JournalConformance {

    private static final Instant NOW = Fresh.NOW;

    private ReservationId reservation = Fresh.reservation();

    /** Makes a suite; a subclass needs no constructor. */
    protected JournalConformance() {}

    /** The journal under test. */
    protected abstract Journal journal();

    @BeforeEach
    void another_reservation() {
        reservation = Fresh.reservation();
    }

    @Test
    void nothing_is_told_of_a_reservation_about_which_nothing_passed() {
        ReservationId other = reservation;
        journal().write(entry(Fresh.id(), NOW, Map.of()));
        reservation = Fresh.reservation();

        assertThat(journal().of(other)).hasSize(1);
        assertThat(journal().of(reservation)).isEmpty();
    }

    @Test
    void an_entry_is_told_as_it_was_written() {
        for (Kind kind : Kind.values()) {
            ReservationId own = Fresh.reservation();
            JournalEntry entry =
                    new JournalEntry(
                            Fresh.id(),
                            own,
                            NOW.plus(1, ChronoUnit.MICROS),
                            kind,
                            "system:payments",
                            Fresh.id(),
                            "The provider was asked, “and” answered: 'yes'.",
                            Map.of("answer", "captured", "Straße", "\"\\\n\t{}", "empty", ""));

            journal().write(entry);

            assertThat(journal().of(own)).containsExactly(entry);
        }
    }

    @Test
    void an_entry_without_facts_is_told_without_facts() {
        JournalEntry entry = entry(Fresh.id(), NOW, Map.of());

        journal().write(entry);

        assertThat(journal().of(reservation)).containsExactly(entry);
    }

    @Test
    void what_no_database_can_hold_keeps_nobody_from_writing() {
        journal().write(entry(Fresh.id(), NOW, Map.of("answer", "a\0b\uD800")));

        assertThat(journal().of(reservation)).hasSize(1);
    }

    @Test
    void the_same_entry_is_told_once_however_often_it_is_written() {
        UUID id = Fresh.id();
        JournalEntry first = entry(id, NOW, Map.of("delivery", "1"));

        journal().write(first);
        journal().write(first);
        journal().write(entry(id, NOW.plusSeconds(1), Map.of("delivery", "2")));
        journal().writeAll(List.of(first, first));

        assertThat(journal().of(reservation)).containsExactly(first);
    }

    @Test
    void the_oldest_comes_first_whatever_was_written_first() {
        JournalEntry later = entry(Fresh.id(), NOW.plus(1, ChronoUnit.MICROS), Map.of());
        JournalEntry sooner = entry(Fresh.id(), NOW, Map.of());

        journal().writeAll(List.of(later, sooner));

        assertThat(journal().of(reservation)).containsExactly(sooner, later);
    }

    @Test
    void of_one_instant_the_order_is_that_of_the_ids() {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            entries.add(entry(new UUID(7, i), NOW, Map.of()));
        }
        List<JournalEntry> shuffled = new ArrayList<>(entries);
        Collections.reverse(shuffled);

        shuffled.forEach(journal()::write);

        assertThat(journal().of(reservation)).containsExactlyElementsOf(entries);
    }

    @Test
    void many_reservations_are_kept_apart() {
        ReservationId other = Fresh.reservation();
        UUID same = Fresh.id();
        JournalEntry own = entry(same, NOW, Map.of());
        JournalEntry others =
                new JournalEntry(
                        same,
                        other,
                        NOW,
                        Kind.MAIL,
                        "system:mail",
                        Fresh.id(),
                        "A mail.",
                        Map.of());

        journal().writeAll(List.of(own, others));

        assertThat(journal().of(reservation)).containsExactly(own);
        assertThat(journal().of(other)).containsExactly(others);
    }

    @Test
    void no_more_is_told_than_the_first_of_very_many() {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i <= Journal.LONGEST; i++) {
            entries.add(entry(Fresh.id(), NOW.plusSeconds(i), Map.of()));
        }

        journal().writeAll(entries);

        assertThat(journal().of(reservation)).isEqualTo(entries.subList(0, Journal.LONGEST));
    }

    @Test
    void who_writes_at_the_same_time_loses_nothing() {
        JournalEntry shared = entry(Fresh.id(), NOW, Map.of());
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JournalEntry own = entry(Fresh.id(), NOW, Map.of());
            writers.add(
                    () -> {
                        journal().writeAll(List.of(own, shared));
                        return true;
                    });
        }

        Together.run(writers);

        assertThat(journal().of(reservation)).hasSize(9).contains(shared);
    }

    private JournalEntry entry(UUID id, Instant at, Map<String, String> facts) {
        return new JournalEntry(
                id,
                reservation,
                at,
                Kind.PROVIDER_CALL,
                "system:payments",
                Fresh.id(),
                "The provider was asked.",
                facts);
    }
}
