package dev.ticketing.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

@ExtendWith(PostgresExtension.class)
class PostgresExtensionTest {

    private final TestDatabase database;

    PostgresExtensionTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void gives_a_database_whose_schema_is_the_current_one() throws SQLException {
        assertThat(ask("SELECT current_schema()")).isEqualTo(database.schema());
    }

    @Test
    void gives_an_empty_schema() throws SQLException {
        assertThat(
                        ask(
                                "SELECT count(*) FROM information_schema.tables"
                                        + " WHERE table_schema = current_schema()"))
                .isEqualTo("0");
    }

    @Test
    void gives_the_same_database_to_every_test_of_a_class(TestDatabase again) {
        assertThat(again).isEqualTo(database);
    }

    @Nested
    class In_a_nested_class {
        @Test
        void it_is_the_same_database(TestDatabase inner) {
            assertThat(inner).isEqualTo(database);
        }
    }

    @Test
    void a_configured_server_that_does_not_answer_is_a_failure() {
        Map<String, String> nobodyListens =
                Map.of("TICKETING_TEST_DB_URL", "jdbc:postgresql://localhost:1/none");

        assertThatThrownBy(() -> PostgresServers.start(nobodyListens))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:1/none");
    }

    @Test
    void a_configured_server_lends_a_schema_and_drops_it() throws SQLException {
        PostgresServer configured =
                new PostgresServer(
                        database.jdbcUrl(), database.user(), database.password(), false, () -> {});

        TestDatabase schema = configured.create();

        assertThat(count(schema.schema())).isEqualTo("1");
        configured.drop(schema);
        assertThat(count(schema.schema())).isEqualTo("0");
    }

    @Test
    void a_schema_is_added_to_the_settings_of_an_address() {
        assertThat(PostgresServer.withSchema("jdbc:postgresql://h/d", "s"))
                .isEqualTo("jdbc:postgresql://h/d?currentSchema=s");
        assertThat(PostgresServer.withSchema("jdbc:postgresql://h/d?ssl=true", "s"))
                .isEqualTo("jdbc:postgresql://h/d?ssl=true&currentSchema=s");
    }

    @Test
    void a_database_is_exchanged_and_the_settings_of_an_address_stay() {
        assertThat(PostgresServer.withDatabase("jdbc:postgresql://h:1/d?loggerLevel=OFF", "e"))
                .isEqualTo("jdbc:postgresql://h:1/e?loggerLevel=OFF");
    }

    @Test
    void no_docker_engine_is_found_where_nobody_listens() {
        assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", "tcp://localhost:1"))).isFalse();
        assertThat(DockerEngine.answers(Map.of("DOCKER_HOST", "unix:///no/such.sock"))).isFalse();
    }

    private String count(String schema) throws SQLException {
        return ask(
                "SELECT count(*) FROM information_schema.schemata WHERE schema_name = '"
                        + schema
                        + "'");
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }
}
