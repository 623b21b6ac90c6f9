package dev.ticketing.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.testcontainers.postgresql.PostgreSQLContainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways to a PostgreSQL server, in the order in which they are tried. */
final class PostgresServers {

    private static final String URL = "TICKETING_TEST_DB_URL";
    private static final String DEFAULT_IMAGE = "postgres:18-alpine";
    private static final String MAX_CONNECTIONS = "300";
    private static final Duration STARTUP = Duration.ofMinutes(1);

    private PostgresServers() {}

    /**
     * @throws IllegalStateException with every reason, when there is no server to be had
     */
    static PostgresServer start(Map<String, String> environment) {
        Optional<PostgresServer> configured = configured(environment);
        if (configured.isPresent()) {
            configured.get().ping();
            return configured.get();
        }
        List<Throwable> failures = new ArrayList<>();
        for (Way way : List.<Way>of(PostgresServers::container, PostgresServers::embedded)) {
            try {
                return way.start(environment);
            } catch (RuntimeException | LinkageError e) {
                // A LinkageError: the library is not on the class path of these tests.
                failures.add(e);
            }
        }
        throw noServer(failures);
    }

    @FunctionalInterface
    private interface Way {
        PostgresServer start(Map<String, String> environment);
    }

    private static IllegalStateException noServer(List<Throwable> failures) {
        IllegalStateException failure =
                new IllegalStateException(
                        "These tests need PostgreSQL, and there is none:"
                                + ("\n  configured: " + URL + " is not set")
                                + ("\n  Docker: " + failures.get(0))
                                + ("\n  embedded: " + failures.get(1)));
        failures.forEach(failure::addSuppressed);
        return failure;
    }

    private static Optional<PostgresServer> configured(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(URL))
                .filter(url -> !url.isBlank())
                .map(
                        url ->
                                new PostgresServer(
                                        url,
                                        environment.getOrDefault("TICKETING_TEST_DB_USER", ""),
                                        environment.getOrDefault("TICKETING_TEST_DB_PASSWORD", ""),
                                        false,
                                        () -> {}));
    }

    /** Testcontainers searches long and logs much; it is asked only where an engine answers. */
    private static PostgresServer container(Map<String, String> environment) {
        if (!DockerEngine.answers(environment)) {
            throw new IllegalStateException("no engine answers");
        }
        PostgreSQLContainer container =
                new PostgreSQLContainer(
                        environment.getOrDefault("TICKETING_TEST_DB_IMAGE", DEFAULT_IMAGE));
        container.setCommand(
                "postgres",
                "-c",
                "fsync=" + fsync(environment),
                "-c",
                "synchronous_commit=" + fsync(environment),
                "-c",
                "max_connections=" + MAX_CONNECTIONS);
        container.start();
        return new PostgresServer(
                container.getJdbcUrl(),
                container.getUsername(),
                container.getPassword(),
                true,
                container::stop);
    }

    private static PostgresServer embedded(Map<String, String> environment) {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.builder()
                            .setPGStartupWait(STARTUP)
                            .setLocaleConfig("locale", "C")
                            .setServerConfig("fsync", fsync(environment))
                            .setServerConfig("synchronous_commit", fsync(environment))
                            .setServerConfig("max_connections", MAX_CONNECTIONS)
                            .start();
            return new PostgresServer(
                    "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                    "postgres",
                    "",
                    true,
                    () -> stop(postgres));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fsync(Map<String, String> environment) {
        return environment.getOrDefault("TICKETING_TEST_DB_FSYNC", "off");
    }
}
