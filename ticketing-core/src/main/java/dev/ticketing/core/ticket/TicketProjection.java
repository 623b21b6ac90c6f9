package dev.ticketing.core.ticket;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.projection.Projection;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who holds which ticket. */
public final class TicketProjection implements Projection<TicketHeld> {

    @Override
    public Set<Class<? extends DomainEvent>> interests() {
        return Set.of(TicketIssued.class);
    }

    @Override
    public List<TicketHeld> fold(List<RecordedEvent> events) {
        List<TicketHeld> held = new ArrayList<>();
        for (RecordedEvent recorded : events) {
            if (recorded.event() instanceof TicketIssued issued) {
                held.add(new TicketHeld(issued.facts().id(), issued.facts().holder()));
            }
        }
        return held;
    }
}
