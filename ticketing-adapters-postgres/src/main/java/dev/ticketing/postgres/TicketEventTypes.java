package dev.ticketing.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;

import java.io.IOException;
import java.util.List;

/** How a ticket's events are stored. */
final class TicketEventTypes {

    static final Shape<TicketFacts> FACTS =
            new Shape<>(TicketEventTypes::write, TicketEventTypes::readFacts);

    static final Shape<CheckIn> CHECK_IN =
            new Shape<>(TicketEventTypes::write, TicketEventTypes::readCheckIn);

    static final List<EventType<?>> ALL = List.of(issued(), checkedIn(), voided());

    private TicketEventTypes() {}

    private static EventType<TicketIssued> issued() {
        return EventType.later(
                "ticket-issued",
                List.of(TicketEventTypes::withTier),
                TicketIssued.class,
                (event, out) -> write(event.facts(), out),
                in -> new TicketIssued(readFacts(in)));
    }

    /** Version 1 does not say of which tier a ticket is. */
    private static ObjectNode withTier(ObjectNode first) {
        return first.putNull("tier");
    }

    private static void write(TicketFacts facts, JsonOut out) throws IOException {
        out.id("ticket", facts.id().value())
                .id("reservation", facts.reservation().value())
                .id("show", facts.show().value())
                .text("section", facts.section().value())
                .textIfAny("seat", facts.seat().map(SeatLabel::value).orElse(null))
                .textOrNull("tier", facts.tier().map(TierId::value).orElse(null))
                .id("holder", facts.holder().value())
                .instant("issuedAt", facts.issuedAt());
    }

    private static TicketFacts readFacts(JsonIn in) {
        return new TicketFacts(
                new TicketId(in.id("ticket")),
                new ReservationId(in.id("reservation")),
                new ShowId(in.id("show")),
                new SectionId(in.text("section")),
                in.textIfAny("seat").map(SeatLabel::new).orElse(null),
                in.textOrNull("tier").map(TierId::new).orElse(null),
                new UserId(in.id("holder")),
                in.instant("issuedAt"));
    }

    private static EventType<TicketCheckedIn> checkedIn() {
        return EventType.first(
                "ticket-checked-in",
                TicketCheckedIn.class,
                (event, out) -> write(event.checkIn(), out),
                in -> new TicketCheckedIn(readCheckIn(in)));
    }

    private static void write(CheckIn checkIn, JsonOut out) throws IOException {
        out.instant("at", checkIn.at())
                .id("by", checkIn.by().value())
                .textIfAny("gate", checkIn.gate().orElse(null));
    }

    private static CheckIn readCheckIn(JsonIn in) {
        return new CheckIn(
                in.instant("at"), new UserId(in.id("by")), in.textIfAny("gate").orElse(null));
    }

    private static EventType<TicketVoided> voided() {
        return EventType.first(
                "ticket-voided",
                TicketVoided.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new TicketVoided(in.instant("at")));
    }
}
