package dev.ticketing.core.log;

import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.Samples.recorded;
import static dev.ticketing.core.Samples.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Samples;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class LogValuesTest {

    private static final DomainEvent EVENT = new TicketVoided(NOW);
    private static final CommandKey COMMAND = new CommandKey(new CommandId(id(1)), 1);
    private static final EventMetadata METADATA = EventMetadata.ofSystem("test", id(2));

    @Test
    void a_position_is_not_negative() {
        assertThat(new Position(0)).isEqualTo(Position.START);
        assertThatThrownBy(() -> new Position(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void positions_are_ordered_and_counted_on() {
        assertThat(new Position(1)).isLessThan(new Position(2)).isEqualTo(Position.START.plus(1));
        assertThat(new Position(1).isBefore(new Position(2))).isTrue();
        assertThat(new Position(2).isBefore(new Position(2))).isFalse();
        assertThatThrownBy(() -> new Position(Long.MAX_VALUE).plus(1))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_version_is_not_negative() {
        assertThat(new Version(0)).isEqualTo(Version.NONE);
        assertThatThrownBy(() -> new Version(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versions_are_ordered_and_counted_on() {
        assertThat(new Version(3)).isGreaterThan(new Version(2)).isEqualTo(Version.NONE.plus(3));
        assertThatThrownBy(() -> new Version(Long.MAX_VALUE).plus(1))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_stream_is_written_and_read() {
        StreamId stream = new StreamId("inventory", "show/section");

        assertThat(stream).hasToString("inventory/show/section");
        assertThat(StreamId.parse("inventory/show/section")).isEqualTo(stream);
    }

    @Test
    void a_stream_has_a_category_without_a_slash_and_a_key() {
        assertThatThrownBy(() -> new StreamId("", "key"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamId("a/b", "key"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamId("/", "key"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamId("category", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamId.parse("category"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamId.parse("/key"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stream_name_is_as_long_as_the_limit_and_not_longer() {
        assertThat(new StreamId("c", "k".repeat(StreamId.MAX_LENGTH - 2)).toString())
                .hasSize(StreamId.MAX_LENGTH);
        assertThatThrownBy(() -> new StreamId("c", "k".repeat(StreamId.MAX_LENGTH - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void streams_are_ordered_by_category_then_key() {
        assertThat(new StreamId("a", "z"))
                .isLessThan(new StreamId("b", "a"))
                .isLessThan(new StreamId("b", "b"))
                .isGreaterThan(new StreamId("a", "y"));
    }

    @Test
    void a_unit_records_at_least_one_event() {
        assertThatThrownBy(() -> unit(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> unit(List.of(StreamAppend.guard(stream(1), Version.NONE))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(
                        unit(List.of(
                                        StreamAppend.guard(stream(1), Version.NONE),
                                        append(stream(2))))
                                .eventCount())
                .isEqualTo(1);
    }

    @Test
    void what_could_not_be_read_is_not_recorded() {
        List<DomainEvent> events = List.of(EVENT, new UnreadableEvent("seats-guessed", 1, "why"));

        assertThatThrownBy(() -> new StreamAppend(stream(1), Version.NONE, events))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_unit_names_a_stream_once() {
        assertThatThrownBy(() -> unit(List.of(append(stream(1)), append(stream(1)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_unit_touches_as_many_streams_as_the_limit_and_not_more() {
        List<StreamAppend> streams =
                new ArrayList<>(
                        IntStream.range(0, Unit.MAX_STREAMS)
                                .mapToObj(i -> append(stream(i)))
                                .toList());
        assertThat(unit(streams).eventCount()).isEqualTo(Unit.MAX_STREAMS);

        streams.add(append(stream(Unit.MAX_STREAMS)));
        assertThatThrownBy(() -> unit(streams)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_actor_is_named_in_eighty_characters_at_most() {
        assertThat(metadata("a".repeat(80)).actor()).hasSize(80);
        assertThatThrownBy(() -> metadata("a".repeat(81)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_system_acts_without_a_request() {
        EventMetadata metadata = EventMetadata.ofSystem("expiry", id(9));

        assertThat(metadata.actor()).isEqualTo("system:expiry");
        assertThat(metadata.correlationId()).isEqualTo(id(9)).isEqualTo(metadata.causationId());
        assertThat(metadata.requestId()).isEmpty();
        assertThat(metadata.traceId()).isEmpty();
    }

    @Test
    void metadata_names_request_and_trace() {
        EventMetadata metadata = new EventMetadata(id(1), id(2), "user:x", "request", "trace");

        assertThat(metadata.requestId()).contains("request");
        assertThat(metadata.traceId()).contains("trace");
    }

    @Test
    void an_aggregate_refuses_the_event_of_another() {
        var at = Ticket.at(ticket(1));
        var foreign = recorded(7, at.stream(), NOW, new ShowPublished(NOW));

        assertThatThrownBy(() -> at.evolve(new Ticket.Absent(), foreign))
                .isInstanceOf(CorruptLog.class)
                .hasMessageContaining("7")
                .hasMessageContaining("ShowPublished");
    }

    @Test
    void an_aggregate_is_folded_by_its_decider() {
        AggregateRef<Ticket, TicketEvent> at = Ticket.at(ticket(1));
        Ticket.Valid valid = new Ticket.Valid(Samples.TICKET);

        assertThat(at.evolve(valid, recorded(1, at.stream(), NOW, EVENT)))
                .isEqualTo(new Ticket.Voided(valid.facts()));
        assertThat(at.stream()).isEqualTo(new StreamId("ticket", ticket(1).toString()));
    }

    private static StreamId stream(int number) {
        return new StreamId("ticket", "k" + number);
    }

    private static StreamAppend append(StreamId stream) {
        return new StreamAppend(stream, Version.NONE, List.of(EVENT));
    }

    private static Unit unit(List<StreamAppend> streams) {
        return new Unit(COMMAND, streams, METADATA);
    }

    private static EventMetadata metadata(String actor) {
        return new EventMetadata(id(1), id(2), actor, null, null);
    }
}
