package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.LogIndex.Mismatch;
import dev.ticketing.core.log.LogIndex.Streams;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@ExtendWith(PostgresExtension.class)
class PostgresLogIndexTest {

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final LogIndex index;
    private final Units units = new Units();

    PostgresLogIndexTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.ticketing = Connections.migrated(database);
        this.index = ticketing.logIndex();
        Connections.execute(
                database, "TRUNCATE event, stream, command; UPDATE log_partition SET head = 0");
        assertThat(ticketing.eventLog().append(units.holds(10)))
                .hasOnlyElementsOfType(AppendResult.Appended.class);
    }

    @AfterEach
    void close() {
        ticketing.close();
    }

    private List<Mismatch> mismatches(int limit) {
        List<Mismatch> found = new ArrayList<>();
        int looked = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Streams streams = index.streams(after.get(), limit);
            assertThat(streams.looked()).isLessThanOrEqualTo(limit);
            looked += streams.looked();
            found.addAll(streams.mismatches());
            after = streams.upTo();
        }
        assertThat(looked).as("the hot one and ten of their own, each once").isEqualTo(11);
        return found;
    }

    @Test
    void a_log_that_was_only_appended_to_agrees_with_itself() {
        assertThat(index.ends()).isEqualTo(new LogIndex.Ends(new Position(20), new Position(20)));
        assertThat(index.firstAfter(Position.START)).contains(new Position(1));
        assertThat(index.firstAfter(new Position(20))).isEmpty();
        assertThat(index.commandsUpTo(new Position(20))).isEqualTo(10);
        assertThat(index.commandsUpTo(new Position(19))).isEqualTo(9);
        assertThat(mismatches(1_000)).isEmpty();
    }

    @Test
    void streams_are_looked_at_in_stretches_of_any_length() throws SQLException {
        Connections.execute(database, "UPDATE stream SET version = version + 1");

        for (int limit : new int[] {1, 2, 10, 11, 12}) {
            assertThat(mismatches(limit))
                    .hasSize(11)
                    .contains(
                            new Mismatch(
                                    units.hot().toString(),
                                    Optional.of(new Version(11)),
                                    new Version(10)))
                    .doesNotHaveDuplicates()
                    .extracting(Mismatch::stream)
                    .isSorted();
        }
    }

    @Test
    void streams_that_are_kept_and_have_no_events_or_the_reverse_are_found() throws SQLException {
        Connections.execute(
                database,
                """
                UPDATE stream SET stream_id = 'a/first' WHERE stream_id LIKE 'inventory/%'
                """);

        for (int limit : new int[] {1, 3, 100}) {
            assertThat(mismatches(limit))
                    .containsExactlyInAnyOrder(
                            new Mismatch("a/first", Optional.of(new Version(10)), Version.NONE),
                            new Mismatch(
                                    units.hot().toString(), Optional.empty(), new Version(10)));
        }
    }

    @Test
    void a_stream_that_was_guarded_before_it_had_an_event_is_right() throws SQLException {
        Connections.execute(database, "DELETE FROM event WHERE stream_id LIKE 'reservation/%'");
        Connections.execute(
                database, "UPDATE stream SET version = 0 WHERE stream_id LIKE 'reservation/%'");

        assertThat(mismatches(4)).isEmpty();
    }

    @Test
    void says_where_the_events_end_and_where_they_go_on() throws SQLException {
        Connections.execute(database, "DELETE FROM event WHERE position IN (5, 6, 7, 20)");

        assertThat(index.ends()).isEqualTo(new LogIndex.Ends(new Position(20), new Position(19)));
        assertThat(index.firstAfter(new Position(4))).contains(new Position(8));
    }
}
