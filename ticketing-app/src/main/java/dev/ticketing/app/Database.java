package dev.ticketing.app;

import dev.ticketing.postgres.PostgresSettings;
import dev.ticketing.postgres.PostgresTicketing;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

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
        if (!configuration.isEmbedded()) {
            return new Database(configuration.database(), null, null);
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
            return new Database(settings(configuration, embedded.address()), embedded, held);
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
                return new Database(settings(configuration, address), null, null);
            }
            held.get().close();
        }
        return open(configuration);
    }

    private static PostgresSettings settings(
            Configuration configuration, EmbeddedPostgres.Address address) {
        return configuration.database(address.jdbcUrl(), address.user(), address.password());
    }

    /** Where it is. */
    PostgresSettings settings() {
        return settings;
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
