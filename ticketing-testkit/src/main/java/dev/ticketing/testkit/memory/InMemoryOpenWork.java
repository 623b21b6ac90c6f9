package dev.ticketing.testkit.memory;

import dev.ticketing.core.upkeep.OpenWork;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is still to be done, in the rows of the consumer {@code open-work}. */
public final class InMemoryOpenWork implements OpenWork {

    private static final String CONSUMER = "open-work";

    private final InMemoryConsumerStore store;

    public InMemoryOpenWork(InMemoryConsumerStore store) {
        this.store = store;
    }

    @Override
    public List<DueSection> dueSections(Instant now, int limit) {
        return store.read(
                CONSUMER,
                SECTIONS,
                rows ->
                        rows.entrySet().stream()
                                .map(row -> new DueSection(row.getKey(), row.getValue()))
                                .filter(section -> !section.due().at().isAfter(now))
                                .sorted(Comparator.comparing(section -> section.due().at()))
                                .limit(limit)
                                .toList());
    }

    @Override
    public void reschedule(DueSection was, Optional<Instant> next) {
        store.amend(
                CONSUMER,
                SECTIONS,
                rows ->
                        rows.computeIfPresent(
                                was.where(),
                                (where, due) ->
                                        due.equals(was.due())
                                                ? next.map(at -> new Due(at, due.held()))
                                                        .orElse(null)
                                                : due));
    }
}
