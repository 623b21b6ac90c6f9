package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AppendResult.Appended;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Feed.Page;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reading streams and the feed. */
abstract class ReadRules extends LogRules {

    ReadRules(EventLogConformance suite) {
        super(suite);
    }

    @Test
    void gives_back_what_was_appended() {
        StreamId stream = newStream();
        DomainEvent event = newEvent();
        Unit unit =
                new Unit(
                        newCommand(),
                        List.of(on(stream, 0, event)),
                        new EventMetadata(
                                newId(),
                                newId(),
                                "user:" + newId(),
                                "request-1",
                                "0af7651916cd43dd8448eb211c80319c"));
        Appended appended = appended(unit);

        RecordedEvent recorded = log().read(stream, Version.NONE, 1).getFirst();

        assertThat(recorded.event()).isEqualTo(event);
        assertThat(recorded.stream()).isEqualTo(stream);
        assertThat(recorded.version()).isEqualTo(new Version(1));
        assertThat(recorded.position()).isEqualTo(appended.first());
        assertThat(recorded.command()).isEqualTo(unit.command().id());
        assertThat(recorded.metadata()).isEqualTo(unit.metadata());
    }

    @Test
    void gives_back_metadata_without_request_and_trace() {
        StreamId stream = newStream();
        EventMetadata metadata = new EventMetadata(newId(), newId(), "system:test", null, null);
        appended(new Unit(newCommand(), List.of(on(stream, 0, newEvent())), metadata));

        assertThat(log().read(stream, Version.NONE, 1).getFirst().metadata()).isEqualTo(metadata);
    }

    @Test
    void gives_each_event_an_id_of_its_own() {
        List<RecordedEvent> recorded = log().read(streamOf(50), Version.NONE, ENOUGH);

        assertThat(recorded).extracting(RecordedEvent::eventId).doesNotHaveDuplicates();
    }

    @Test
    void the_feed_shows_the_same_as_the_stream() {
        Position before = feed().head();
        StreamId stream = streamOf(3);

        assertThat(feed().read(before, 3))
                .hasSize(3)
                .isEqualTo(log().read(stream, Version.NONE, 3));
    }

    @Test
    void reads_a_stream_after_a_version_up_to_a_limit() {
        StreamId stream = streamOf(5);

        assertThat(versionsIn(log().read(stream, new Version(1), 3)))
                .containsExactly(new Version(2), new Version(3), new Version(4));
        assertThat(versionsIn(log().read(stream, new Version(4), 3)))
                .containsExactly(new Version(5));
        assertThat(log().read(stream, new Version(5), 3)).isEmpty();
    }

    @Test
    void reads_of_a_stream_what_is_of_one_type() {
        StreamId stream = newStream();
        DomainEvent voided = new TicketVoided(AT);
        DomainEvent lapsed =
                new HoldsLapsed(
                        List.of(
                                new HoldsLapsed.Lapsed(
                                        new ReservationId(newId()), new Places.Count(2))));
        appended(unit(on(stream, 0, lapsed, voided, voided, lapsed, lapsed)));

        assertThat(versionsIn(log().readOf(stream, HoldsLapsed.class, Version.NONE, ENOUGH)))
                .containsExactly(new Version(1), new Version(4), new Version(5));
        assertThat(versionsIn(log().readOf(stream, HoldsLapsed.class, new Version(1), 1)))
                .containsExactly(new Version(4));
        assertThat(log().readOf(stream, HoldsLapsed.class, Version.NONE, 1))
                .isEqualTo(log().read(stream, Version.NONE, 1));
        assertThat(log().readOf(stream, TicketVoided.class, new Version(3), ENOUGH)).isEmpty();
        assertThat(log().readOf(newStream(), TicketVoided.class, Version.NONE, ENOUGH)).isEmpty();
    }

    @Test
    void a_stream_without_events_is_empty() {
        StreamId other = streamOf(1);

        assertThat(log().read(newStream(), Version.NONE, ENOUGH)).isEmpty();
        assertThat(log().read(other, Version.NONE, ENOUGH)).hasSize(1);
    }

    @Test
    void reads_several_streams_and_leaves_out_those_without_events() {
        StreamId one = streamOf(2);
        StreamId other = streamOf(3);

        Map<StreamId, List<RecordedEvent>> streams =
                log().readAll(List.of(one, newStream(), other));

        assertThat(streams)
                .isEqualTo(
                        Map.of(
                                one, log().read(one, Version.NONE, ENOUGH),
                                other, log().read(other, Version.NONE, ENOUGH)));
        assertThat(log().readAll(List.of())).isEmpty();
    }

    @Test
    void tells_the_versions_of_several_streams_and_leaves_out_those_without_events() {
        StreamId one = streamOf(2);
        StreamId other = streamOf(3);

        assertThat(log().versions(List.of(one, newStream(), other)))
                .isEqualTo(Map.of(one, new Version(2), other, new Version(3)));
        assertThat(log().versions(List.of())).isEmpty();
    }

    @Test
    void the_feed_is_read_page_by_page() {
        Position before = feed().head();
        List<DomainEvent> events = eventsOf(streamOf(7));

        List<RecordedEvent> first = feed().read(before, 3);
        List<RecordedEvent> second = feed().read(before.plus(3), 3);
        List<RecordedEvent> third = feed().read(before.plus(6), 3);

        assertThat(eventsIn(first)).isEqualTo(events.subList(0, 3));
        assertThat(eventsIn(second)).isEqualTo(events.subList(3, 6));
        assertThat(eventsIn(third)).isEqualTo(events.subList(6, 7));
        assertThat(feed().read(before.plus(7), 3)).isEmpty();
    }

    @Test
    void the_feed_is_read_from_the_start() {
        streamOf(1);

        assertThat(feed().read(Position.START, 1))
                .extracting(RecordedEvent::position)
                .containsExactly(new Position(1));
    }

    @Test
    void the_feed_filters_by_type_and_says_how_far_it_has_looked() {
        Position before = feed().head();
        DomainEvent expired = new ReservationExpired(AT);
        DomainEvent voided = new TicketVoided(AT);
        appended(unit(on(newStream(), 0, newEvent(), expired, newEvent(), voided, newEvent())));

        Page page = feed().read(before, 5, Set.of(ReservationExpired.class, TicketVoided.class));

        assertThat(eventsIn(page.events())).containsExactly(expired, voided);
        assertThat(page.events())
                .extracting(RecordedEvent::position)
                .containsExactly(before.plus(2), before.plus(4));
        assertThat(page.upTo()).isEqualTo(before.plus(5));
    }

    @Test
    void a_limit_of_the_feed_counts_the_positions_looked_at_not_the_events_found() {
        Position before = feed().head();
        appended(unit(on(newStream(), 0, newEvent(), newEvent(), new TicketVoided(AT))));

        Page page = feed().read(before, 2, Set.of(TicketVoided.class));

        assertThat(page.events()).isEmpty();
        assertThat(page.upTo()).isEqualTo(before.plus(2));
        assertThat(feed().read(page.upTo(), 2, Set.of(TicketVoided.class)).events()).hasSize(1);
    }

    @Test
    void nothing_of_interest_still_leads_to_the_head() {
        Position before = feed().head();
        streamOf(2);

        Page page = feed().read(before, ENOUGH, Set.of(TicketVoided.class));

        assertThat(page).isEqualTo(new Page(List.of(), before.plus(2)));
    }

    @Test
    void at_the_head_the_feed_has_looked_no_further() {
        streamOf(1);
        Position head = feed().head();

        assertThat(feed().read(head, 10, Set.of(TicketVoided.class)))
                .isEqualTo(new Page(List.of(), head));
    }

    @Test
    void pages_by_type_find_what_the_whole_feed_has() {
        Position before = feed().head();
        for (int i = 0; i < 20; i++) {
            appended(unit(on(newStream(), 0, newEvent(), new TicketVoided(AT), newEvent())));
        }

        List<RecordedEvent> found = new ArrayList<>();
        Position seen = before;
        while (seen.isBefore(feed().head())) {
            Page page = feed().read(seen, 7, Set.of(ReservationPaymentStarted.class));
            assertThat(page.upTo()).isGreaterThan(seen);
            found.addAll(page.events());
            seen = page.upTo();
        }

        List<RecordedEvent> expected =
                recordedAfter(before).stream()
                        .filter(recorded -> recorded.event() instanceof ReservationPaymentStarted)
                        .toList();
        assertThat(found).hasSize(40).isEqualTo(expected);
    }
}
