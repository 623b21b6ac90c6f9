package dev.ticketing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.log.Position;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.util.List;

@ExtendWith(PostgresExtension.class)
class MailMigrationTest {

    /** There may be none of that number. */
    private static final String BEFORE_MAIL = "20?";

    private final TestDatabase database;

    MailMigrationTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void who_bought_before_there_was_mail_is_not_written_to() throws SQLException {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .defaultSchema(database.schema())
                .schemas(database.schema())
                .locations("classpath:dev/ticketing/postgres/migration")
                .placeholderReplacement(false)
                .target(BEFORE_MAIL)
                .load()
                .migrate();
        Connections.execute(database, "UPDATE log_partition SET head = 7000000");

        try (PostgresTicketing ticketing = Connections.migrated(database)) {
            ConsumerStore store = ticketing.consumerStore();
            store.register(List.of("mail", "settlement"));

            assertThat(store.all())
                    .filteredOn(status -> status.id().name().equals("mail"))
                    .singleElement()
                    .satisfies(
                            status -> {
                                assertThat(status.id()).isEqualTo(new ConsumerId("mail", 1));
                                assertThat(status.role()).isEqualTo(ConsumerStatus.Role.SERVING);
                                assertThat(status.position()).isEqualTo(new Position(7_000_000));
                            });
            assertThat(store.all())
                    .filteredOn(status -> status.id().name().equals("settlement"))
                    .singleElement()
                    .satisfies(status -> assertThat(status.position()).isEqualTo(Position.START));
        }
    }
}
