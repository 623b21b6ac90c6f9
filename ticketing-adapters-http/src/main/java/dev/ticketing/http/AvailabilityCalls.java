package dev.ticketing.http;

import dev.ticketing.core.application.Shows;
import dev.ticketing.core.application.Shows.SectionAvailability;
import dev.ticketing.core.application.Shows.ShowAvailability;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.SeatStatus;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import io.helidon.http.Status;

import java.util.List;

/** What can still be had. */
final class AvailabilityCalls {

    private static final String EVENT = "/api/events/{id}";
    private static final String SECTION = EVENT + "/sections/{sectionId}";

    private final Shows shows;

    AvailabilityCalls(Shows shows) {
        this.shows = shows;
    }

    /**
     * @param position everything up to here is counted; a decimal string
     */
    record EventAvailability(
            String eventId, List<SectionJson> sections, int totalAvailable, String position) {}

    record SectionJson(
            String sectionId, int capacity, int held, int sold, int blocked, int available) {

        static SectionJson of(SectionAvailability section) {
            Availability places = section.places();
            return new SectionJson(
                    section.section().value(),
                    places.capacity(),
                    places.held(),
                    places.sold(),
                    places.blocked(),
                    places.available());
        }
    }

    record SeatJson(String seat, String status) {

        static SeatJson of(SeatStatus seat) {
            return new SeatJson(seat.seat().value(), seat.status().name());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(EVENT + "/availability", Route.Access.ANYBODY, this::event),
                Route.get(SECTION + "/availability", Route.Access.ANYBODY, this::section),
                Route.get(SECTION + "/seats", Route.Access.ANYBODY, this::seats));
    }

    private Answer event(Exchange exchange) {
        ShowId id = EventCalls.id(exchange);
        ShowAvailability found =
                shows.availability(exchange.anybody(), id)
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        List<SectionJson> sections = found.sections().stream().map(SectionJson::of).toList();
        int total = sections.stream().mapToInt(SectionJson::available).sum();
        String position = Long.toString(found.position().value());
        return answer(
                exchange,
                sections,
                new EventAvailability(id.toString(), sections, total, position));
    }

    private Answer section(Exchange exchange) {
        SectionJson section =
                shows.availability(exchange.anybody(), EventCalls.id(exchange), sectionId(exchange))
                        .map(found -> SectionJson.of(found.sections().getFirst()))
                        .orElseThrow(() -> new Stop(Problem.notFound()));
        return answer(exchange, section, section);
    }

    private Answer seats(Exchange exchange) {
        List<SeatJson> seats =
                shows
                        .seats(exchange.anybody(), EventCalls.id(exchange), sectionId(exchange))
                        .orElseThrow(() -> new Stop(Problem.notFound()))
                        .stream()
                        .map(SeatJson::of)
                        .toList();
        Items<SeatJson> items = new Items<>(seats);
        return answer(exchange, items, items);
    }

    /**
     * There is no version to tag it with: a hold also ends by time alone.
     *
     * @param tagged the part of the body that tells one state from another
     */
    private static Answer answer(Exchange exchange, Object tagged, Object body) {
        return Preconditions.unlessKnown(
                exchange,
                Preconditions.contentTag(tagged),
                Answer.json(Status.OK_200, body, StandardHeaders.REVALIDATE));
    }

    static SectionId sectionId(Exchange exchange) {
        String id = exchange.pathParameter("sectionId");
        if (!SectionId.isValid(id)) {
            throw new Stop(Problem.notFound());
        }
        return new SectionId(id);
    }
}
