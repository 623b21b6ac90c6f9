package dev.ticketing.app;

import dev.ticketing.postgres.PostgresSettings;
import dev.ticketing.postgres.PostgresTicketing;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The database that is configured: a given one, or the embedded one, started if need be. */
final class Database implements AutoCloseable {

    private final PostgresSettings settings;
    private final PostgresTicketing postgres;
    private final @Nullable EmbeddedPostgres embedded;
    private final @Nullable DataDirectory held;

    private Database(
            PostgresSettings settings,
            @Nullable EmbeddedPostgres embedded,
            @Nullable DataDirectory held) {
        this.settings = settings;
        this.postgres = PostgresTicketing.connect(settings);
        this.embedded = embedded;
        this.held = held;
    }

    /**
     * Opens it for a server of its own.
     *
     * @throws ConfigurationException if another process has the data directory
     */
    static Database open(Configuration configuration) {
        return open(configuration, UnaryOperator.identity());
    }

    private static Database open(
            Configuration configuration, UnaryOperator<PostgresSettings> change) {
        if (!configuration.isEmbedded()) {
            return new Database(change.apply(configuration.database()), null, null);
        }
        Path directory = configuration.dataDirectory();
        DataDirectory held =
                DataDirectory.take(directory)
                        .orElseThrow(
                                () ->
                                        new ConfigurationException(
                                                "another process uses "
                                                        + directory
                                                        + ": stop it, or set "
                                                        + Setting.DATA_DIR.variable()
                                                        + " or "
                                                        + Setting.DB_URL.variable()));
        EmbeddedPostgres embedded = null;
        try {
            embedded = EmbeddedPostgres.start(directory);
            return new Database(
                    change.apply(settings(configuration, embedded.address())), embedded, held);
        } catch (RuntimeException e) {
            if (embedded != null) {
                embedded.close();
            }
            held.close();
            throw e;
        }
    }

    /** Opens it beside a server that may be running. */
    static Database openBeside(Configuration configuration) {
        return openBeside(configuration, UnaryOperator.identity());
    }

    /**
     * Opens one that is there and up to date, beside a server that may be running, for work that
     * looks at all of it.
     *
     * @throws UnavailableException if there is none yet, or it has to be migrated
     */
    static Database openForAll(Configuration configuration) {
        if (configuration.isEmbedded()
                && !Files.exists(configuration.dataDirectory().resolve("postgres"))) {
            throw new UnavailableException("there is no database yet: a server makes it");
        }
        Database database = openBeside(configuration, PostgresSettings::patient);
        try {
            if (!database.postgres().isMigrated()) {
                throw new UnavailableException("the database is not up to date: migrate it first");
            }
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Database openBeside(
            Configuration configuration, UnaryOperator<PostgresSettings> change) {
        if (configuration.isEmbedded()) {
            Path directory = configuration.dataDirectory();
            Optional<DataDirectory> held = DataDirectory.take(directory);
            if (held.isEmpty()) {
                EmbeddedPostgres.Address address =
                        EmbeddedPostgres.running(directory)
                                .orElseThrow(
                                        () ->
                                                new ConfigurationException(
                                                        "a server is starting or stopping in "
                                                                + directory));
                return new Database(change.apply(settings(configuration, address)), null, null);
            }
            held.get().close();
        }
        return open(configuration, change);
    }

    private static PostgresSettings settings(
            Configuration configuration, EmbeddedPostgres.Address address) {
        return configuration.database(address.jdbcUrl(), address.user(), address.password());
    }

    /** Where it is. */
    PostgresSettings settings() {
        return settings;
    }

    /** Its owner closes it, also when this process is ended by a signal. */
    void isClosedByItsOwner() {
        if (embedded != null) {
            embedded.isClosedByItsOwner();
        }
    }

    PostgresTicketing postgres() {
        return postgres;
    }

    @Override
    public void close() {
        postgres.close();
        if (embedded != null) {
            embedded.close();
        }
        if (held != null) {
            held.close();
        }
    }
}
