package dev.ticketing.testkit.memory;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketDirectory;
import dev.ticketing.core.ticket.TicketHeld;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who holds which ticket, for as long as the object lasts. */
public final class InMemoryTicketDirectory implements TicketDirectory {

    private final Checkpoint checkpoint = new Checkpoint();

    /** The newest first. */
    private final Map<TicketId, UserId> holders = new TreeMap<>(Comparator.reverseOrder());

    public InMemoryTicketDirectory() {}

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public Position checkpoint() {
        return checkpoint.position();
    }

    @Override
    public boolean apply(Position from, Position to, List<TicketHeld> changes) {
        return checkpoint.move(
                from, to, () -> changes.forEach(held -> holders.put(held.ticket(), held.holder())));
    }

    @Override
    public List<TicketId> heldBy(UserId holder, Optional<TicketId> before, int limit) {
        return checkpoint.locked(
                () ->
                        holders.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(holder))
                                .map(Map.Entry::getKey)
                                .filter(id -> before.isEmpty() || id.compareTo(before.get()) < 0)
                                .limit(limit)
                                .toList());
    }
}
