package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchRuntimeException;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A projection's fold as a sentence: given events, then rows.
 *
 * {@snippet :
 * ProjectionSpec.of(new AvailabilityProjection(), Inventory.at(show, section).stream())
 *         .given(new SectionOpened(show, section, new Seating.General(10)))
 *         .given(new SeatsHeld(reservation, new Places.Count(2), later))
 *         .thenRow(SectionRow.SECTIONS, key, new SectionRow(10, 2, 0, 0));
 * }
 *
 * <p>It holds the projection to its contract: each event is applied twice to the same rows and has
 * to come to the same; no other tables than its own are touched; and events that are of no interest
 * are not shown, as a consumer would not show them.
 */
public final class ProjectionSpec {

    private final Projection projection;
    private final StreamId stream;
    private final List<RecordedEvent> history;

    private ProjectionSpec(Projection projection, StreamId stream, List<RecordedEvent> history) {
        this.projection = projection;
        this.stream = stream;
        this.history = history;
    }

    /**
     * A spec of a projection without any row.
     *
     * @param stream of the events that are given from here on
     */
    public static ProjectionSpec of(Projection projection, StreamId stream) {
        return new ProjectionSpec(projection, stream, List.of());
    }

    /** The same projection; the events given from here on are of another stream. */
    public ProjectionSpec in(StreamId other) {
        return new ProjectionSpec(projection, other, history);
    }

    /** What has happened, after what was given before. */
    public ProjectionSpec given(DomainEvent... events) {
        List<RecordedEvent> longer = new ArrayList<>(history);
        for (DomainEvent event : events) {
            longer.add(SpecEvent.of(stream, longer.size() + 1L, event));
        }
        return new ProjectionSpec(projection, stream, List.copyOf(longer));
    }

    /** Expects a row. */
    public <K, R> ProjectionSpec thenRow(Table<K, R> table, K key, R expected) {
        SpecRows rows = rows();
        assertThat(rows.get(table, key)).as(() -> description(rows)).contains(expected);
        return this;
    }

    /** Expects that there is no row of a key. */
    public <K, R> ProjectionSpec thenNoRow(Table<K, R> table, K key) {
        SpecRows rows = rows();
        assertThat(rows.get(table, key)).as(() -> description(rows)).isEmpty();
        return this;
    }

    /** Expects these rows of a table, and no others. */
    public <K, R> ProjectionSpec thenRows(Table<K, R> table, Map<K, R> expected) {
        SpecRows rows = rows();
        assertThat(rows.of(table))
                .as(() -> description(rows))
                .containsExactlyInAnyOrderEntriesOf(expected);
        return this;
    }

    /** Expects that an event cannot be handled: it is parked, and changes nothing. */
    public void thenParks(DomainEvent event) {
        SpecRows rows = rows();
        RecordedEvent next = SpecEvent.of(stream, history.size() + 1L, event);
        RuntimeException failure = catchRuntimeException(() -> apply(next, rows));
        assertThat(failure)
                .as(() -> description(rows) + " it cannot handle\n  " + event)
                .isNotNull();
    }

    private SpecRows rows() {
        SpecRows rows = new SpecRows(projection);
        for (RecordedEvent event : history) {
            rows = apply(event, rows);
        }
        return rows;
    }

    private SpecRows apply(RecordedEvent event, SpecRows before) {
        if (!projection.interests().contains(event.event().getClass())) {
            return before;
        }
        assertThat(projection.categories())
                .as("the categories of %s, which is to be shown %s", projection.name(), event)
                .contains(event.stream().category());
        SpecRows after = before.copy();
        projection.apply(event, after);
        SpecRows again = before.copy();
        projection.apply(event, again);
        assertThat(again).as("%s, applied once more to the same rows", event).isEqualTo(after);
        return after;
    }

    private String description(SpecRows rows) {
        StringBuilder text = new StringBuilder("\ngiven\n");
        history.forEach(
                event ->
                        text.append("  ")
                                .append(event.stream())
                                .append(": ")
                                .append(event.event())
                                .append('\n'));
        return text.append("that is, in rows\n").append(rows).append("then").toString();
    }
}
