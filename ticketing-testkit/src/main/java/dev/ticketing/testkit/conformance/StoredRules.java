package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StoredEvent;
import dev.ticketing.core.log.StoredFeed;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reading the log in the form in which it is stored. */
abstract class StoredRules extends LogRules {

    StoredRules(EventLogConformance suite) {
        super(suite);
    }

    private StoredFeed stored() {
        return suite.storedFeed();
    }

    @Test
    void shows_the_same_events_as_the_feed() {
        Position before = feed().head();
        appended(
                new Unit(
                        newCommand(),
                        List.of(on(newStream(), 0, newEvent(), new TicketVoided(AT))),
                        new EventMetadata(
                                newId(),
                                newId(),
                                "user:" + newId(),
                                "request-1",
                                "0af7651916cd43dd8448eb211c80319c")));
        streamOf(2);

        List<StoredEvent> events = stored().read(before, 10);

        List<RecordedEvent> recorded = feed().read(before, 10);
        assertThat(events).hasSameSizeAs(recorded);
        for (int i = 0; i < recorded.size(); i++) {
            assertIsOf(events.get(i), recorded.get(i));
        }
    }

    private static void assertIsOf(StoredEvent stored, RecordedEvent recorded) {
        assertThat(stored.position()).isEqualTo(recorded.position());
        assertThat(stored.stream()).isEqualTo(recorded.stream());
        assertThat(stored.version()).isEqualTo(recorded.version());
        assertThat(stored.recordedAt()).isEqualTo(recorded.recordedAt());
        assertThat(stored.command()).isEqualTo(recorded.command());
        assertThat(stored.metadata()).isEqualTo(recorded.metadata());
    }

    @Test
    void an_event_has_a_type_a_version_and_a_json_object() {
        Position before = feed().head();
        appended(unit(on(newStream(), 0, newEvent(), new TicketVoided(AT), newEvent())));

        List<StoredEvent> events = stored().read(before, 3);

        assertThat(events)
                .extracting(StoredEvent::type)
                .containsExactly(
                        "reservation-payment-started",
                        "ticket-voided",
                        "reservation-payment-started");
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.schemaVersion()).isEqualTo(1);
                            assertThat(event.payload()).startsWith("{").endsWith("}");
                        });
        assertThat(events.get(0).payload()).isNotEqualTo(events.get(2).payload());
    }

    @Test
    void is_read_page_by_page_without_a_gap() {
        Position before = feed().head();
        streamOf(7);

        List<StoredEvent> first = stored().read(before, 3);
        List<StoredEvent> second = stored().read(before.plus(3), 3);
        List<StoredEvent> third = stored().read(before.plus(6), 3);

        List<Position> seen = new ArrayList<>();
        List.of(first, second, third)
                .forEach(page -> page.forEach(event -> seen.add(event.position())));
        assertThat(first).hasSize(3);
        assertThat(third).hasSize(1);
        assertThat(seen)
                .containsExactlyElementsOf(
                        feed().read(before, 10).stream().map(RecordedEvent::position).toList());
    }

    @Test
    void ends_at_the_head_and_has_nothing_beyond() {
        streamOf(1);
        Position head = feed().head();

        assertThat(stored().read(new Position(head.value() - 1), 5)).hasSize(1);
        assertThat(stored().read(head, 5)).isEmpty();
        assertThat(stored().read(head.plus(5), 5)).isEmpty();
    }

    @Test
    void begins_at_the_start() {
        streamOf(1);

        assertThat(stored().read(Position.START, 1))
                .extracting(StoredEvent::position)
                .containsExactly(new Position(1));
    }

    @Test
    void large_events_come_in_short_pages() {
        Position before = feed().head();
        for (int i = 0; i < 3; i++) {
            appended(unit(on(newStream(), 0, largeEvent(), largeEvent())));
        }

        List<StoredEvent> page = stored().read(before, 6);

        int characters = page.stream().mapToInt(event -> event.payload().length()).sum();
        assertThat(page).hasSizeBetween(1, 5);
        assertThat(characters).isLessThanOrEqualTo(StoredFeed.MAX_CHARACTERS);
        assertThat(page.getFirst().position()).isEqualTo(before.plus(1));
        Position last = page.getLast().position();
        assertThat(stored().read(last, 1))
                .extracting(StoredEvent::position)
                .containsExactly(last.plus(1));
    }

    /** Six of these are more than a page takes. */
    private static DomainEvent largeEvent() {
        List<TicketId> tickets =
                Stream.generate(() -> new TicketId(newId())).limit(20_000).toList();
        return new ReservationConfirmed(new PaymentId(newId()), tickets, AT);
    }

    @Test
    void shows_the_events_at_some_positions_in_order() {
        Position before = feed().head();
        streamOf(4);

        List<StoredEvent> all = stored().read(before, 4);
        List<Position> wanted = List.of(before.plus(4), before.plus(1), before.plus(1_000_000));

        assertThat(stored().at(wanted)).containsExactly(all.get(0), all.get(3));
        assertThat(stored().at(List.of(before.plus(2), before.plus(2))))
                .containsExactly(all.get(1));
        assertThat(stored().at(List.of())).isEmpty();
    }

    @Test
    void tells_the_types_at_some_positions() {
        Position before = feed().head();
        appended(unit(on(newStream(), 0, newEvent(), new TicketVoided(AT), newEvent())));

        assertThat(stored().types(List.of(before.plus(2), before.plus(1), before.plus(1_000_000))))
                .isEqualTo(
                        Map.of(
                                before.plus(1), "reservation-payment-started",
                                before.plus(2), "ticket-voided"));
        assertThat(stored().types(List.of())).isEmpty();
    }
}
