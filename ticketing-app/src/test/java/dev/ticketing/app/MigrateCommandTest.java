package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

@ExtendWith(PostgresExtension.class)
class MigrateCommandTest {

    @TempDir private Path directory;

    @Test
    void brings_the_database_up_to_date_and_the_second_time_finds_it_so(TestDatabase database) {
        Configuration configuration = Configurations.over(database, directory);
        int pending = pending(configuration);
        assertThat(pending).isPositive();

        assertThat(migrate(configuration)).isEqualTo("Migrations applied: " + pending);

        assertThat(pending(configuration)).isZero();
        assertThat(migrate(configuration)).isEqualTo("The database is up to date.");
        assertThat(directory).isEmptyDirectory();
    }

    private static String migrate(Configuration configuration) {
        Printed out = new Printed();
        assertThat(new MigrateCommand(configuration, out.stream()).run()).isZero();
        return out.text().strip();
    }

    private static int pending(Configuration configuration) {
        try (PostgresTicketing postgres = PostgresTicketing.connect(configuration.database())) {
            return postgres.pendingMigrations().size();
        }
    }
}
