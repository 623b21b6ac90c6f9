package dev.ticketing.app;

import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.testkit.TestDatabase;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole server in this process, in development mode, on a free port and a test database. */
final class TestServer implements AutoCloseable {

    private final Server server;
    private final TestApi api;

    private TestServer(Server server) {
        this.server = server;
        this.api = new TestApi(server::port);
    }

    static TestServer start(TestDatabase database, Path directory) {
        return start(database, directory, InstantSource.system());
    }

    static TestServer start(TestDatabase database, Path directory, InstantSource clock) {
        return start(environment(database), directory, clock);
    }

    static TestServer start(Map<String, String> environment, Path directory, InstantSource clock) {
        Map<String, String> all = new HashMap<>(common());
        all.putAll(environment);
        all.put("TICKETING_DATA_DIR", directory.resolve("data").toString());
        return new TestServer(Server.start(Configuration.read(all, directory), clock));
    }

    /** What every server of these tests is started with. */
    static Map<String, String> common() {
        return Map.of(
                "TICKETING_HTTP_PORT", "0",
                "TICKETING_PUBLIC_URL", "http://localhost:8080",
                "TICKETING_RATE_LIMITS", "off");
    }

    static Map<String, String> environment(TestDatabase database) {
        return Map.of(
                "TICKETING_DB_URL", database.jdbcUrl(),
                "TICKETING_DB_USER", database.user(),
                "TICKETING_DB_PASSWORD", database.password(),
                "TICKETING_DB_SCHEMA", database.schema());
    }

    TestApi api() {
        return api;
    }

    int port() {
        return server.port();
    }

    List<RecordedEvent> log() {
        return LogContents.read(server.database().postgres().feed());
    }

    @Override
    public void close() {
        server.close();
    }
}
