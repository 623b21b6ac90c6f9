package dev.ticketing.postgres;

import static dev.ticketing.postgres.ValueShapes.PLACES;
import static dev.ticketing.postgres.ValueShapes.SEATING;

import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.util.List;
import java.util.Map;

/** How a section's events are stored. */
final class InventoryEventTypes {

    private static final Words<ReleaseReason> REASONS =
            new Words<>(
                    Map.of(
                            ReleaseReason.EXPIRED, "EXPIRED",
                            ReleaseReason.CANCELLED, "CANCELLED"));

    private static final Shape<Lapsed> LAPSED =
            new Shape<>(
                    (hold, out) ->
                            out.id("reservation", hold.reservation().value())
                                    .object("places", hold.places(), PLACES),
                    in ->
                            new Lapsed(
                                    new ReservationId(in.id("reservation")),
                                    in.object("places", PLACES)));

    static final List<EventType<?>> ALL =
            List.of(
                    sectionOpened(),
                    seatsHeld(),
                    seatsSold(),
                    seatsReleased(),
                    holdsLapsed(),
                    seatsBlocked(),
                    seatsUnblocked());

    private InventoryEventTypes() {}

    private static EventType<SectionOpened> sectionOpened() {
        return EventType.first(
                "section-opened",
                SectionOpened.class,
                (event, out) ->
                        out.id("show", event.show().value())
                                .text("section", event.section().value())
                                .object("seating", event.seating(), SEATING),
                in ->
                        new SectionOpened(
                                new ShowId(in.id("show")),
                                new SectionId(in.text("section")),
                                in.object("seating", SEATING)));
    }

    private static EventType<SeatsHeld> seatsHeld() {
        return EventType.first(
                "seats-held",
                SeatsHeld.class,
                (event, out) ->
                        out.id("reservation", event.reservation().value())
                                .object("places", event.places(), PLACES)
                                .instant("expiresAt", event.expiresAt()),
                in ->
                        new SeatsHeld(
                                new ReservationId(in.id("reservation")),
                                in.object("places", PLACES),
                                in.instant("expiresAt")));
    }

    private static EventType<SeatsSold> seatsSold() {
        return EventType.first(
                "seats-sold",
                SeatsSold.class,
                (event, out) ->
                        out.id("reservation", event.reservation().value())
                                .object("places", event.places(), PLACES),
                in ->
                        new SeatsSold(
                                new ReservationId(in.id("reservation")),
                                in.object("places", PLACES)));
    }

    private static EventType<SeatsReleased> seatsReleased() {
        return EventType.first(
                "seats-released",
                SeatsReleased.class,
                (event, out) ->
                        out.id("reservation", event.reservation().value())
                                .object("places", event.places(), PLACES)
                                .text("reason", REASONS.of(event.reason())),
                in ->
                        new SeatsReleased(
                                new ReservationId(in.id("reservation")),
                                in.object("places", PLACES),
                                REASONS.parse(in.text("reason"))));
    }

    private static EventType<HoldsLapsed> holdsLapsed() {
        return EventType.first(
                "holds-lapsed",
                HoldsLapsed.class,
                (event, out) -> out.objects("holds", event.holds(), LAPSED),
                in -> new HoldsLapsed(in.objects("holds", LAPSED)));
    }

    private static EventType<SeatsBlocked> seatsBlocked() {
        return EventType.first(
                "seats-blocked",
                SeatsBlocked.class,
                (event, out) -> out.object("places", event.places(), PLACES),
                in -> new SeatsBlocked(in.object("places", PLACES)));
    }

    private static EventType<SeatsUnblocked> seatsUnblocked() {
        return EventType.first(
                "seats-unblocked",
                SeatsUnblocked.class,
                (event, out) -> out.object("places", event.places(), PLACES),
                in -> new SeatsUnblocked(in.object("places", PLACES)));
    }
}
