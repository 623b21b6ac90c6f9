package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.network.Fault;
import dev.ticketing.testkit.network.FaultProxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is seen when the network to the server fails; never is anybody kept waiting for long. */
@ExtendWith(PostgresExtension.class)
@Timeout(180)
class NetworkFaultsTest {

    private static final Duration SHORT = Duration.ofSeconds(5);

    private final TestDatabase database;
    private final Units units = new Units();
    private final FaultProxy network;
    private final PostgresTicketing direct;
    private final PostgresTicketing beyond;

    NetworkFaultsTest(TestDatabase database) {
        this.database = database;
        network = FaultProxy.to(database);
        direct = Connections.migrated(database);
        TestDatabase far = network.leadingTo(database);
        beyond =
                PostgresTicketing.connect(
                        new PostgresSettings(
                                far.jdbcUrl(),
                                far.user(),
                                far.password(),
                                far.schema(),
                                4,
                                SHORT,
                                SHORT,
                                SHORT,
                                SHORT,
                                SHORT.plusSeconds(1)));
    }

    @BeforeEach
    void empty() throws Exception {
        Connections.execute(database, "TRUNCATE event, stream, command");
        Connections.execute(database, "UPDATE log_partition SET head = 0");
        // A connection of each kind is open.
        beyond.eventLog().append(List.of(units.hold()));
        beyond.ping();
    }

    @AfterEach
    void close() {
        network.heals();
        beyond.close();
        direct.close();
        network.close();
    }

    private long head() {
        return direct.feed().head().value();
    }

    private Throwable failureOf(List<Unit> batch) {
        return catchThrowable(() -> beyond.eventLog().append(batch));
    }

    /**
     * Each pool finds out by itself that its connections are dead.
     *
     * @param result of the batch, unless a try that was too slow has applied it before
     */
    private void assertThatItGoesOn(List<Unit> batch, Class<? extends AppendResult> result) {
        network.heals();
        List<AppendResult> results = new ArrayList<>();
        Eventually.isTrue(
                () ->
                        catchThrowable(() -> results.addAll(beyond.eventLog().append(batch)))
                                == null);
        Eventually.isTrue(() -> catchThrowable(beyond::ping) == null);
        assertThat(results).hasOnlyElementsOfTypes(result, AppendResult.AlreadyApplied.class);
        assertThat(direct.feed().read(Position.START, 100)).hasSize(6);
    }

    @Test
    void an_append_whose_answer_never_comes_is_unknown_and_was_applied() {
        List<Unit> batch = units.holds(2);
        network.has(new Fault.StallAfterCommit());

        assertThat(failureOf(batch)).isInstanceOf(UnknownOutcome.class);

        assertThat(head()).isEqualTo(6);
        assertThatItGoesOn(batch, AppendResult.AlreadyApplied.class);
        assertThat(head()).isEqualTo(6);
    }

    @Test
    void an_append_that_is_cut_off_after_its_commit_is_unknown_and_was_applied() {
        List<Unit> batch = units.holds(2);
        network.has(new Fault.CutAfterCommit());

        assertThat(failureOf(batch)).isInstanceOf(UnknownOutcome.class);

        assertThat(head()).isEqualTo(6);
        assertThatItGoesOn(batch, AppendResult.AlreadyApplied.class);
    }

    @Test
    void an_append_that_is_cut_off_before_its_commit_is_unknown_and_was_not_applied() {
        List<Unit> batch = units.holds(2);
        network.has(new Fault.CutBeforeCommit());

        assertThat(failureOf(batch)).isInstanceOf(UnknownOutcome.class);

        assertThat(head()).isEqualTo(2);
        assertThatItGoesOn(batch, AppendResult.Appended.class);
    }

    @Test
    void nobody_waits_for_a_server_that_has_gone_without_a_word() {
        List<Unit> batch = units.holds(2);
        network.has(new Fault.HalfOpen());

        assertThat(failureOf(batch)).isInstanceOfAny(UnknownOutcome.class, LogUnavailable.class);
        assertThat(catchThrowable(() -> beyond.feed().head())).isInstanceOf(LogUnavailable.class);
        assertThat(catchThrowable(beyond::ping)).isInstanceOf(LogUnavailable.class);

        assertThat(head()).isEqualTo(2);
        assertThatItGoesOn(batch, AppendResult.Appended.class);
    }

    @Test
    void connections_that_are_reset_are_made_anew() {
        network.resets();

        assertThatItGoesOn(units.holds(2), AppendResult.Appended.class);
    }

    @Test
    void a_server_that_refuses_connections_is_unavailable_until_it_takes_them() {
        network.has(new Fault.Refusal());
        network.resets();

        assertThat(catchThrowable(beyond::ping)).isInstanceOf(LogUnavailable.class);

        assertThatItGoesOn(units.holds(2), AppendResult.Appended.class);
    }
}
