package dev.ticketing.postgres;

import dev.ticketing.core.log.LogUnavailable;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * The tables' history. In a folder of its own: an embedding program may have its migrations too.
 */
final class Migrations {

    private static final String LOCATION = "classpath:dev/ticketing/postgres/migration";

    private final Flyway flyway;

    Migrations(DataSource source, String schema) {
        this.flyway =
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(source)
                        .defaultSchema(schema)
                        .schemas(schema)
                        .createSchemas(true)
                        .locations(LOCATION)
                        .placeholderReplacement(false)
                        .cleanDisabled(true)
                        .load();
    }

    int migrate() {
        return call(() -> flyway.migrate().migrationsExecuted);
    }

    List<String> pending() {
        return call(() -> Arrays.stream(flyway.info().pending()).map(Migrations::name).toList());
    }

    /** What does not fit between the files and the database, apart from what is pending. */
    List<String> problems() {
        return call(
                () ->
                        flyway.validateWithResult().invalidMigrations.stream()
                                .map(m -> m.version + ": " + m.errorDetails.errorMessage)
                                .toList());
    }

    private static String name(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getDescription();
    }

    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw new LogUnavailable("migrations could not be run or read", e);
        }
    }
}
