package dev.ticketing.postgres;

import dev.ticketing.core.log.LogUnavailable;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * The tables' history. In a folder of its own: an embedding program may have its migrations too.
 */
final class Migrations {

    private static final String LOCATION = "classpath:dev/ticketing/postgres/migration";

    /** What embedding programs have had made; each of them knows its own tables alone. */
    private static final String OWN_HISTORY = "own_schema_history";

    private static final String BEFORE_ALL = "0";

    private final Flyway builtIn;
    private final Flyway own;

    /**
     * @param made of the embedding program
     */
    Migrations(DataSource source, String schema, List<OwnTable> made) {
        this.builtIn = configured(source, schema).locations(LOCATION).load();
        this.own =
                configured(source, schema)
                        .table(OWN_HISTORY)
                        .baselineOnMigrate(true)
                        .baselineVersion(BEFORE_ALL)
                        .ignoreMigrationPatterns("*:missing")
                        .locations(new String[0])
                        .javaMigrations(
                                made.stream().map(OwnMigration::new).toArray(JavaMigration[]::new))
                        .load();
    }

    private static FluentConfiguration configured(DataSource source, String schema) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .defaultSchema(schema)
                .schemas(schema)
                .createSchemas(true)
                .placeholderReplacement(false)
                .cleanDisabled(true);
    }

    private boolean hasOwn() {
        return own.getConfiguration().getJavaMigrations().length > 0;
    }

    int migrate() {
        int run = call(() -> builtIn.migrate().migrationsExecuted);
        return hasOwn() ? run + call(() -> own.migrate().migrationsExecuted) : run;
    }

    List<String> pending() {
        Stream<MigrationInfo> all = call(() -> Arrays.stream(builtIn.info().pending()));
        if (hasOwn()) {
            all = Stream.concat(all, call(() -> Arrays.stream(own.info().pending())));
        }
        return all.map(Migrations::name).toList();
    }

    /** What does not fit between the files and the database, apart from what is pending. */
    List<String> problems() {
        return call(
                () ->
                        builtIn.validateWithResult().invalidMigrations.stream()
                                .map(m -> m.version + ": " + m.errorDetails.errorMessage)
                                .toList());
    }

    private static String name(MigrationInfo migration) {
        return migration.isVersioned()
                ? migration.getVersion() + " " + migration.getDescription()
                : migration.getDescription();
    }

    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (FlywayException e) {
            throw new LogUnavailable("migrations could not be run or read", e);
        }
    }
}
