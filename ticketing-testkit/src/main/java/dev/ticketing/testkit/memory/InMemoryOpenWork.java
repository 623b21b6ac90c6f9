package dev.ticketing.testkit.memory;

import dev.ticketing.core.log.Position;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is still to be done, for as long as the object lasts. */
public final class InMemoryOpenWork implements OpenWork {

    private final Checkpoint checkpoint = new Checkpoint();
    private final Map<Place, Instant> due = new LinkedHashMap<>();
    private final Map<UUID, OpenTransfer> transfers = new LinkedHashMap<>();

    public InMemoryOpenWork() {}

    private record Place(ShowId show, SectionId section) {}

    @Override
    public String name() {
        return "open-work";
    }

    @Override
    public Position checkpoint() {
        return checkpoint.position();
    }

    @Override
    public boolean apply(Position from, Position to, List<Change> changes) {
        return checkpoint.move(from, to, () -> changes.forEach(this::apply));
    }

    private void apply(Change change) {
        switch (change) {
            case Change.HoldEnds ends ->
                    due.merge(
                            new Place(ends.show(), ends.section()),
                            ends.at(),
                            (one, other) -> one.isBefore(other) ? one : other);
            case Change.TransferBegun begun ->
                    transfers.put(
                            begun.id(),
                            new OpenTransfer(begun.id(), begun.payment(), begun.since()));
            case Change.TransferEnded ended -> transfers.remove(ended.id());
        }
    }

    @Override
    public List<DueSection> dueSections(Instant now, int limit) {
        return checkpoint.locked(
                () ->
                        due.entrySet().stream()
                                .filter(entry -> !entry.getValue().isAfter(now))
                                .map(
                                        entry ->
                                                new DueSection(
                                                        entry.getKey().show,
                                                        entry.getKey().section,
                                                        entry.getValue()))
                                .sorted(Comparator.comparing(DueSection::at))
                                .limit(limit)
                                .toList());
    }

    @Override
    public void reschedule(DueSection was, Optional<Instant> next) {
        Place place = new Place(was.show(), was.section());
        checkpoint.locked(
                () ->
                        next.isPresent()
                                ? due.replace(place, was.at(), next.get())
                                : due.remove(place, was.at()));
    }

    @Override
    public List<OpenTransfer> transfersBegunBefore(Instant before, int limit) {
        return checkpoint.locked(
                () ->
                        transfers.values().stream()
                                .filter(transfer -> transfer.since().isBefore(before))
                                .sorted(Comparator.comparing(OpenTransfer::since))
                                .limit(limit)
                                .toList());
    }
}
