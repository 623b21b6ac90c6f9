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
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.Transfer;

import java.io.IOException;
import java.util.List;

/** How a ticket's events are stored. */
final class TicketEventTypes {

    static final Shape<TicketFacts> FACTS =
            new Shape<>(TicketEventTypes::write, TicketEventTypes::readFacts);

    static final Shape<CheckIn> CHECK_IN =
            new Shape<>(TicketEventTypes::write, TicketEventTypes::readCheckIn);

    static final Shape<Transfer> TRANSFER =
            new Shape<>(TicketEventTypes::write, TicketEventTypes::readTransfer);

    static final List<EventType<?>> ALL = List.of(issued(), checkedIn(), transferred(), voided());

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
        return EventType.later(
                "ticket-checked-in",
                List.of(TicketEventTypes::withEdition),
                TicketCheckedIn.class,
                (event, out) -> write(event.checkIn(), out),
                in -> new TicketCheckedIn(readCheckIn(in)));
    }

    /** Version 1 is from before a ticket could be handed on: each had its first code alone. */
    private static ObjectNode withEdition(ObjectNode first) {
        return first.put("edition", 1);
    }

    private static void write(CheckIn checkIn, JsonOut out) throws IOException {
        out.instant("at", checkIn.at())
                .id("by", checkIn.by().value())
                .number("edition", checkIn.shown().number())
                .textIfAny("gate", checkIn.gate().orElse(null));
    }

    private static CheckIn readCheckIn(JsonIn in) {
        return new CheckIn(
                in.instant("at"),
                new UserId(in.id("by")),
                new Edition(in.smallNumber("edition")),
                in.textIfAny("gate").orElse(null));
    }

    private static EventType<TicketTransferred> transferred() {
        return EventType.first(
                "ticket-transferred",
                TicketTransferred.class,
                (event, out) -> write(event.transfer(), out),
                in -> new TicketTransferred(readTransfer(in)));
    }

    private static void write(Transfer transfer, JsonOut out) throws IOException {
        out.id("from", transfer.from().value())
                .id("to", transfer.to().value())
                .instant("at", transfer.at());
    }

    private static Transfer readTransfer(JsonIn in) {
        return new Transfer(new UserId(in.id("from")), new UserId(in.id("to")), in.instant("at"));
    }

    private static EventType<TicketVoided> voided() {
        return EventType.first(
                "ticket-voided",
                TicketVoided.class,
                (event, out) -> out.instant("at", event.at()),
                in -> new TicketVoided(in.instant("at")));
    }
}
