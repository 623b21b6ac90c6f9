package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Two servers on one database while one is being replaced by the other: to the older one a ticket
 * has no tier yet.
 */
@ExtendWith(PostgresExtension.class)
class TwoVersionsTest {

    private static final StreamId BEFORE = new StreamId("ticket", "before");
    private static final StreamId AFTER = new StreamId("ticket", "after");
    private static final TicketIssued WITHOUT_TIER = sample("ticket-issued.1");
    private static final TicketIssued WITH_TIER = sample("ticket-issued.2");
    private static final TicketVoided VOIDED = new TicketVoided(WITH_TIER.facts().issuedAt());
    private static final UnreadableEvent UNREADABLE =
            new UnreadableEvent(
                    "ticket-issued",
                    2,
                    "unknown version: 2 of ticket-issued, known up to 1",
                    Optional.of(TicketIssued.class));

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final EventLog olderLog;
    private final EventLog newerLog;
    private final Feed olderFeed;
    private final Feed newerFeed;

    TwoVersionsTest(TestDatabase database) {
        this.database = database;
        ticketing = Connections.migrated(database);
        EventCodec older = new EventCodec(List.of(withoutTier(), typeOf(TicketVoided.class)));
        olderLog = ticketing.eventLog(older);
        olderFeed = ticketing.feed(older);
        newerLog = ticketing.eventLog();
        newerFeed = ticketing.feed();
    }

    private static TicketIssued sample(String file) {
        return (TicketIssued) Objects.requireNonNull(SampleEvents.all().get(file), file);
    }

    /** As it was before there was a second version. */
    private static EventType<TicketIssued> withoutTier() {
        return EventType.first(
                "ticket-issued",
                TicketIssued.class,
                (event, out) ->
                        out.id("ticket", event.facts().id().value())
                                .id("reservation", event.facts().reservation().value())
                                .id("show", event.facts().show().value())
                                .text("section", event.facts().section().value())
                                .id("holder", event.facts().holder().value())
                                .instant("issuedAt", event.facts().issuedAt()),
                in ->
                        new TicketIssued(
                                new TicketFacts(
                                        new TicketId(in.id("ticket")),
                                        new ReservationId(in.id("reservation")),
                                        new ShowId(in.id("show")),
                                        new SectionId(in.text("section")),
                                        null,
                                        null,
                                        new UserId(in.id("holder")),
                                        in.instant("issuedAt"))));
    }

    private static EventType<?> typeOf(Class<? extends DomainEvent> event) {
        return EventCodec.INSTANCE.typeOf(event);
    }

    @BeforeEach
    void each_server_issues_a_ticket() throws SQLException {
        Connections.execute(database, "TRUNCATE event, stream, command");
        Connections.execute(database, "UPDATE log_partition SET head = 0");
        olderLog.append(List.of(Units.unit(Units.on(BEFORE, 0, WITHOUT_TIER))));
        newerLog.append(List.of(Units.unit(Units.on(AFTER, 0, WITH_TIER))));
        newerLog.append(List.of(Units.unit(Units.on(BEFORE, 1, VOIDED))));
    }

    @AfterEach
    void close() {
        ticketing.close();
    }

    @Test
    void the_newer_server_reads_everything() {
        assertThat(events(newerFeed.read(Position.START, 10)))
                .containsExactly(WITHOUT_TIER, WITH_TIER, VOIDED);
        assertThat(events(newerLog.read(BEFORE, Version.NONE, 10)))
                .containsExactly(WITHOUT_TIER, VOIDED);
        assertThat(events(newerLog.read(AFTER, Version.NONE, 10))).containsExactly(WITH_TIER);
    }

    @Test
    void the_older_server_reads_what_it_knows_and_sees_what_it_does_not() {
        assertThat(events(olderFeed.read(Position.START, 10)))
                .containsExactly(WITHOUT_TIER, UNREADABLE, VOIDED);
        assertThat(events(wanted(TicketIssued.class))).containsExactly(WITHOUT_TIER, UNREADABLE);
        assertThat(events(wanted(TicketVoided.class))).containsExactly(VOIDED);
    }

    @Test
    void the_older_server_does_not_decide_on_what_it_cannot_read() {
        assertThat(events(olderLog.read(BEFORE, Version.NONE, 10)))
                .containsExactly(WITHOUT_TIER, VOIDED);
        assertThatThrownBy(() -> olderLog.read(AFTER, Version.NONE, 10))
                .isInstanceOf(CorruptLog.class);
    }

    @Test
    void a_type_that_came_later_is_shown_to_the_older_server_whatever_it_wants() {
        Feed oldest = ticketing.feed(new EventCodec(List.of(withoutTier())));

        assertThat(events(oldest.read(Position.START, 10, Set.of()).events()))
                .containsExactly(
                        new UnreadableEvent("ticket-voided", 1, "unknown type: ticket-voided"));
    }

    private List<RecordedEvent> wanted(Class<? extends DomainEvent> type) {
        return olderFeed.read(Position.START, 10, Set.of(type)).events();
    }

    private static List<DomainEvent> events(List<RecordedEvent> recorded) {
        return recorded.stream().map(RecordedEvent::event).toList();
    }
}
