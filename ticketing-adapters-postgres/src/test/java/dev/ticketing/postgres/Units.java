package dev.ticketing.postgres;

import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CommandKey;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.StreamAppend;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Units that follow each other on one hot stream, each with a new stream beside it. */
final class Units {

    private static final IdSource IDS = new UuidV7Source(InstantSource.system());
    private static final Instant AT = Instant.parse("2027-03-01T10:00:00Z");

    private final StreamId hot;
    private long version;

    Units() {
        this(new StreamId("inventory", IDS.next() + "/stalls"));
    }

    Units(StreamId hot) {
        this.hot = hot;
    }

    StreamId hot() {
        return hot;
    }

    /** The next unit builds on this version of the hot stream. */
    void after(long hotVersion) {
        version = hotVersion;
    }

    List<Unit> holds(int count) {
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            units.add(hold());
        }
        return units;
    }

    Unit hold() {
        ReservationId reservation = new ReservationId(IDS.next());
        SeatsHeld held = new SeatsHeld(reservation, new Places.Count(1), AT);
        StreamId own = new StreamId("reservation", reservation.toString());
        Unit unit = unit(on(hot, version, held), on(own, 0, new ReservationExpired(AT)));
        version++;
        return unit;
    }

    static Unit unit(StreamAppend... streams) {
        UUID id = IDS.next();
        return new Unit(
                new CommandKey(new CommandId(id), 1),
                List.of(streams),
                EventMetadata.ofSystem("test", id));
    }

    static StreamAppend on(StreamId stream, long version, DomainEvent... events) {
        return new StreamAppend(stream, new Version(version), List.of(events));
    }
}
