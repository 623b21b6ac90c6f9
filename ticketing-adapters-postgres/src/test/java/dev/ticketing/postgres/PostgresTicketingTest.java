package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Unit;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@ExtendWith(PostgresExtension.class)
class PostgresTicketingTest {

    @Test
    void migrations_are_pending_then_run_then_run_again_without_effect(TestDatabase database)
            throws SQLException {
        Connections.execute(database, "DROP SCHEMA " + database.schema() + " CASCADE");
        try (PostgresTicketing ticketing =
                PostgresTicketing.connect(Connections.settings(database))) {
            assertThat(ticketing.isMigrated()).isFalse();
            assertThat(ticketing.pendingMigrations()).first().isEqualTo("1 log");
            int all = ticketing.pendingMigrations().size();

            assertThat(ticketing.migrate()).isEqualTo(all);
            assertThat(ticketing.migrate()).isZero();

            assertThat(ticketing.isMigrated()).isTrue();
            assertThat(ticketing.migrationProblems()).isEmpty();
            assertThat(ticketing.feed().head()).isEqualTo(Position.START);
        }
    }

    @Test
    void works_over_a_data_source_of_somebody_else(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        try (PostgresTicketing ticketing = PostgresTicketing.over(source, database.schema())) {
            ticketing.migrate();
            Units units = new Units();

            assertThat(ticketing.eventLog().append(units.holds(3))).hasSize(3);

            assertThat(ticketing.statistics().units()).isEqualTo(3);
            assertThat(ticketing.statistics().commits()).isEqualTo(1);
            assertThat(ticketing.statistics().largestBatch()).isEqualTo(3);
        }
    }

    @Test
    void what_an_append_hands_over_is_what_the_log_holds(TestDatabase database) {
        try (PostgresTicketing ticketing = Connections.migrated(database)) {
            List<RecordedEvent> handedOver = new ArrayList<>();
            EventLog log = ticketing.eventLog(EventCodec.INSTANCE, handedOver::addAll);
            Units units = new Units();
            List<Unit> first = units.holds(3);
            log.append(first);
            log.append(first);
            units.after(1);
            log.append(units.holds(1));
            units.after(3);
            log.append(units.holds(2));

            assertThat(handedOver)
                    .hasSize(10)
                    .isEqualTo(ticketing.feed().read(Position.START, 100));
        }
    }

    @Test
    void a_database_that_is_away_is_noticed_when_it_is_asked() {
        PostgresSettings nowhere =
                new PostgresSettings(
                        "jdbc:postgresql://localhost:1/nowhere",
                        "nobody",
                        "secret",
                        "ticketing",
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2));
        try (PostgresTicketing ticketing = PostgresTicketing.connect(nowhere)) {
            assertThatThrownBy(ticketing::ping).isInstanceOf(LogUnavailable.class);
            assertThatThrownBy(ticketing::isMigrated).isInstanceOf(LogUnavailable.class);
            assertThatThrownBy(() -> ticketing.eventLog().append(new Units().holds(1)))
                    .isInstanceOf(LogUnavailable.class);
        }
    }

    @Test
    void settings_do_not_show_the_password() {
        assertThat(PostgresSettings.of("jdbc:postgresql://db/x", "me", "secret").toString())
                .isEqualTo("PostgresSettings[me@jdbc:postgresql://db/x, ticketing]");
        assertThat(PostgresSettings.of("jdbc:postgresql://db/x?password=secret", "", "").toString())
                .doesNotContain("secret");
    }

    @Test
    void refuses_a_schema_that_would_need_quoting() {
        PostgresSettings settings = PostgresSettings.of("jdbc:postgresql://db/x", "me", "secret");

        assertThatThrownBy(() -> settings.withSchema("a; drop"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_failure_does_not_tell_what_was_bound(TestDatabase database) {
        EmailAddress email = new EmailAddress("somebody@example.com");
        UserId id = new UserId(new UUID(1, 2));
        PostgresSettings unmigrated = Connections.settings(database).withSchema("not_there");
        try (PostgresTicketing ticketing = PostgresTicketing.connect(unmigrated)) {
            Throwable failure =
                    catchThrowable(
                            () -> ticketing.identityStore().findOrCreate(email, id, Instant.EPOCH));

            assertThat(Throwables.getStackTrace(failure))
                    .contains("does not exist")
                    .doesNotContain(email.value(), id.toString());
        }
    }
}
