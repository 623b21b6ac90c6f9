package dev.ticketing.core.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

class WriteSideTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final UUID ID = new UUID(1, 2);

    @Test
    void what_came_last_of_a_kind_is_found_also_if_it_cannot_be_read() {
        RecordedEvent gaveWay = recorded(1, "reservation", new ReservationExpired(NOW));
        RecordedEvent own =
                recorded(2, "reservation", new UnreadableEvent("reservation-started", 9, "new"));
        RecordedEvent other = recorded(3, "ticket", new UnreadableEvent("ticket-issued", 9, "new"));

        assertThat(WriteSide.lastOf("reservation", List.of(gaveWay, own, other))).isEqualTo(own);
    }

    private static RecordedEvent recorded(long position, String category, DomainEvent event) {
        return new RecordedEvent(
                new Position(position),
                new StreamId(category, "of-" + position),
                new Version(1),
                ID,
                NOW,
                new CommandId(ID),
                EventMetadata.ofSystem("test", ID),
                event);
    }
}
