package dev.ticketing.core.application;

import dev.ticketing.core.journal.JournalEntry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what passed with the world outside among the events. */
final class Telling {

    private Telling() {}

    /**
     * Both in one.
     *
     * @param events in order of positions, which stays
     * @param passed the oldest first; each comes before the first event that was recorded after it
     */
    static List<HistoryEntry> merged(List<HistoryEntry> events, List<JournalEntry> passed) {
        List<HistoryEntry> story = new ArrayList<>(events.size() + passed.size());
        int told = 0;
        for (HistoryEntry event : events) {
            while (told < passed.size() && passed.get(told).at().isBefore(event.at())) {
                story.add(entry(passed.get(told)));
                told++;
            }
            story.add(event);
        }
        passed.subList(told, passed.size()).forEach(rest -> story.add(entry(rest)));
        return List.copyOf(story);
    }

    private static HistoryEntry entry(JournalEntry entry) {
        return new HistoryEntry(
                Optional.empty(),
                entry.at(),
                type(entry.kind()),
                entry.summary(),
                entry.actor(),
                entry.correlation(),
                new HistoryEntry.Data.Facts(entry.facts()));
    }

    private static String type(JournalEntry.Kind kind) {
        return switch (kind) {
            case PROVIDER_CALL -> "provider-call";
            case WEBHOOK -> "webhook";
            case MAIL -> "mail";
        };
    }
}
