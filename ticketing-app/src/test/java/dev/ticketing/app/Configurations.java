package dev.ticketing.app;

import dev.ticketing.testkit.TestDatabase;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configurations for tests, with nothing of the machine's own environment in them. */
final class Configurations {

    private Configurations() {}

    /** Development, on a free port, over a database of the test kit. */
    static Configuration over(TestDatabase database, Path directory) {
        return Configuration.read(environment(database, directory), directory);
    }

    static Map<String, String> environment(TestDatabase database, Path directory) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TICKETING_DB_URL", database.jdbcUrl());
        environment.put("TICKETING_DB_USER", database.user());
        environment.put("TICKETING_DB_PASSWORD", database.password());
        environment.put("TICKETING_DB_SCHEMA", database.schema());
        environment.put("TICKETING_DATA_DIR", directory.toString());
        environment.put("TICKETING_HTTP_PORT", "0");
        return environment;
    }
}
