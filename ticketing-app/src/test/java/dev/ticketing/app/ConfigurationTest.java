package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.http.FeedKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class ConfigurationTest {

    private static final String SECRET = "correct-horse";

    @TempDir private Path directory;

    @Test
    void without_anything_given_the_defaults_hold() {
        Configuration configuration = read(Map.of());

        configuration.requireUsable();
        assertThat(configuration.isDevelopment()).isTrue();
        assertThat(configuration.isEmbedded()).isTrue();
        assertThat(configuration.port()).isEqualTo(8080);
        assertThat(configuration.rateLimits()).isTrue();
        assertThat(configuration.jsonLogs()).isFalse();
        assertThat(configuration.logLevel()).isEqualTo("info");
        assertThat(configuration.shutdownGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.publicUrl()).isEmpty();
        assertThat(configuration.corsOrigins()).isEmpty();
        assertThat(configuration.mailDirectory()).isEmpty();
        assertThat(configuration.admin()).contains(new EmailAddress("admin@example.com"));
        assertThat(configuration.database().schema()).isEqualTo("ticketing");
        assertThat(configuration.database().poolSize()).isEqualTo(10);
    }

    @Test
    void monitoring_and_the_feed_are_opened_on_request() {
        assertThat(read(Map.of()).feedKey()).isEmpty();
        assertThat(read(Map.of()).metricsPort()).isEmpty();
        String key = "k".repeat(16);

        Configuration configuration =
                read(Map.of("TICKETING_FEED_KEY", key, "TICKETING_METRICS_PORT", "9091"));

        configuration.requireUsable();
        assertThat(configuration.feedKey()).contains(new FeedKey(key));
        assertThat(configuration.metricsPort()).hasValue(9091);
        assertThat(configuration.shown(Setting.FEED_KEY)).doesNotContain(key);
    }

    @ParameterizedTest
    @CsvSource({
        "TICKETING_FEED_KEY, kkkkkkkkkkkkkkk",
        "TICKETING_METRICS_PORT, 65536",
        "TICKETING_METRICS_PORT, none"
    })
    void monitoring_and_the_feed_cannot_be_opened_anyhow(String variable, String value) {
        assertThatThrownBy(() -> read(Map.of(variable, value)).requireUsable())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(variable);
    }

    @Test
    void the_environment_goes_over_the_file_and_the_file_over_the_default() throws IOException {
        file("http_port: 9090\nhttp_host: 0.0.0.0\n");

        Configuration configuration = read(Map.of("TICKETING_HTTP_PORT", " 7070 "));

        assertThat(configuration.port()).isEqualTo(7070);
        assertThat(configuration.text(Setting.HTTP_HOST)).isEqualTo("0.0.0.0");
        assertThat(configuration.text(Setting.MODE)).isEqualTo("development");
    }

    @Test
    void an_empty_variable_asks_for_the_default() throws IOException {
        file("http_port: 9090\n");

        Configuration configuration = read(Map.of("TICKETING_HTTP_PORT", ""));

        assertThat(configuration.port()).isEqualTo(8080);
        assertThat(configuration.isGiven(Setting.HTTP_PORT)).isFalse();
    }

    @Test
    void names_in_the_file_may_be_nested_at_any_underscore() throws IOException {
        file(
                """
                http:
                  port: 9090
                db:
                  pool:
                    size: 3
                  schema: other
                mail_dir: mails
                cors:
                  origins: [https://a.example.com, https://b.example.com]
                """);

        Configuration configuration = read(Map.of());

        assertThat(configuration.port()).isEqualTo(9090);
        assertThat(configuration.database().poolSize()).isEqualTo(3);
        assertThat(configuration.database().schema()).isEqualTo("other");
        assertThat(configuration.mailDirectory()).isPresent();
        assertThat(configuration.corsOrigins())
                .containsExactly("https://a.example.com", "https://b.example.com");
    }

    @Test
    void values_in_the_file_are_taken_as_they_are_written() throws IOException {
        file("rate_limits: off\ndb:\n  password: 0123\n  user: yes\n");

        Configuration configuration = read(Map.of());

        assertThat(configuration.rateLimits()).isFalse();
        assertThat(configuration.database().password()).isEqualTo("0123");
        assertThat(configuration.database().user()).isEqualTo("yes");
    }

    @Test
    void a_name_without_a_value_is_not_given() throws IOException {
        file("http_port:\ndb:\n  url: ~\n");

        Configuration configuration = read(Map.of());

        assertThat(configuration.isEmbedded()).isTrue();
        assertThat(configuration.port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "{}\n"})
    void an_empty_file_gives_nothing(String text) throws IOException {
        file(text);

        assertThat(read(Map.of()).port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: blue           | ticketing.yaml: there is no setting colour",
                "http: {prot: 1}        | ticketing.yaml: there is no setting http_prot",
                "http: {port: {a: 1}}   | ticketing.yaml: there is no setting http_port",
                "http:                  | ticketing.yaml: there is no setting http",
                "ticketing: {mode: x}   | ticketing.yaml: there is no setting ticketing",
                "http: &a {http: *a}    | ticketing.yaml: there is no setting http_http",
                "only a sentence        | ticketing.yaml: line 1 is no setting",
                "[http_port]            | ticketing.yaml: line 1 is no setting",
                "cors_origins: [[a]]    | ticketing.yaml: line 1 is too deep",
                "'http: ['              | ticketing.yaml: line 2 is not YAML",
            })
    void a_file_that_says_something_unknown_is_refused(String text, String message)
            throws IOException {
        file(text + "\n");

        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void messages_about_the_file_do_not_quote_it() throws IOException {
        for (String text :
                List.of(
                        "db_password: \"" + SECRET,
                        SECRET,
                        "db_password: {" + SECRET + ": [}",
                        "passwd: " + SECRET,
                        "db_password: \t" + SECRET + "\n  \tx: y")) {
            file(text);

            assertThatThrownBy(() -> read(Map.of()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageNotContaining(SECRET)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MODE             | test       | is test, not development or production",
                "HTTP_PORT        | 65536      | is 65536, not a number from 0 to 65535",
                "HTTP_PORT        | -1         | is -1, not a number from 0 to 65535",
                "HTTP_PORT        | http       | is http, not a number from 0 to 65535",
                "DB_URL           | mysql://db | is not like jdbc:postgresql://host:5432/database",
                "DB_SCHEMA        | My-Schema  | is My-Schema, not a plain name in lower case",
                "DB_POOL_SIZE     | 0          | is 0, not a number from 1 to 1000",
                "DB_POOL_SIZE     | 1001       | is 1001, not a number from 1 to 1000",
                "ADMIN_EMAIL      | nobody     | is not an address",
                "RATE_LIMITS      | maybe      | is maybe, not on or off",
                "PUBLIC_URL       | example    | is example, not like https://tickets.example.com",
                "PUBLIC_URL       | ftp://a.b  | is ftp://a.b, not like"
                        + " https://tickets.example.com",
                "PUBLIC_URL       | http://a b | is http://a b, not like"
                        + " https://tickets.example.com",
                "PAYMENT_PROVIDER | paypal     | is paypal, not simulated or stripe",
                "SIMULATED_WEBHOOK_SECRET | secret | is not whsec_ and 24 to 64 bytes in base64",
                "LATE_CAPTURE     | keep       | is keep, not reseat-or-refund or refund",
                "LOG_FORMAT       | xml        | is xml, not text or json",
                "LOG_LEVEL        | loud       | is loud, not error or warn or info or debug",
                "SHUTDOWN_SECONDS | 31         | is 31, not a number from 0 to 30",
                "SHUTDOWN_SECONDS | -1         | is -1, not a number from 0 to 30",
            })
    void a_wrong_value_is_refused_with_its_variable(Setting setting, String value, String what) {
        Configuration configuration = read(Map.of(setting.variable(), value));

        assertThatThrownBy(configuration::requireUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(setting.variable() + " " + what);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PORT,0",
        "HTTP_PORT,65535",
        "DB_POOL_SIZE,1",
        "DB_POOL_SIZE,1000",
        "SHUTDOWN_SECONDS,0",
        "SHUTDOWN_SECONDS,30",
        "DB_URL,jdbc:postgresql:tickets",
        "DB_URL,jdbc:postgresql://one:5432,two/tickets?user=a@b",
        "PUBLIC_URL,http://127.0.0.1:8080",
        "LOG_LEVEL,debug",
    })
    void a_value_at_the_edge_is_taken(Setting setting, String value) {
        read(Map.of(setting.variable(), value)).requireUsable();
    }

    @Test
    void a_slash_at_the_end_of_the_public_url_is_dropped() {
        assertThat(read(Map.of("TICKETING_PUBLIC_URL", "https://a.example.com/")).publicUrl())
                .contains("https://a.example.com");
    }

    @Test
    void origins_are_separated_by_commas_with_or_without_spaces() {
        assertThat(
                        read(Map.of("TICKETING_CORS_ORIGINS", "https://a.b, https://c.d,,"))
                                .corsOrigins())
                .containsExactly("https://a.b", "https://c.d");
    }

    @Test
    void other_values_replace_what_was_given_and_leave_the_rest() {
        Configuration first =
                read(Map.of("TICKETING_HTTP_PORT", "1", "TICKETING_LOG_LEVEL", "warn"));

        Configuration second = first.with(Map.of(Setting.HTTP_PORT, "2"));

        assertThat(second.port()).isEqualTo(2);
        assertThat(second.logLevel()).isEqualTo("warn");
        assertThat(first.port()).isEqualTo(1);
    }

    @Test
    void the_password_is_shown_nowhere() {
        Configuration configuration =
                read(
                        Map.of(
                                "TICKETING_DB_URL",
                                "jdbc:postgresql://db/x?user=me&password=" + SECRET + "&ssl=true",
                                "TICKETING_DB_PASSWORD",
                                SECRET));

        assertThat(String.valueOf((Object) configuration)).doesNotContain(SECRET);
        assertThat(configuration.database().toString()).doesNotContain(SECRET);
        assertThat(configuration.shown(Setting.DB_PASSWORD)).isEqualTo("(set)");
        assertThat(configuration.shown(Setting.DB_URL))
                .isEqualTo("jdbc:postgresql://db/x?user=me&password=(set)&ssl=true");
        for (Setting setting : everyOther()) {
            assertThat(configuration.shown(setting)).isEqualTo(configuration.text(setting));
        }
    }

    @Test
    void a_password_before_the_host_is_refused_and_not_said() {
        Configuration configuration =
                read(Map.of("TICKETING_DB_URL", "jdbc:postgresql://me:" + SECRET + "@db/x"));

        assertThatThrownBy(configuration::requireUsable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void a_wrong_value_somewhere_does_not_give_the_password_away() {
        for (Setting setting : everyOther()) {
            Configuration configuration =
                    read(Map.of(setting.variable(), "?", "TICKETING_DB_PASSWORD", SECRET));
            try {
                configuration.requireUsable();
            } catch (ConfigurationException e) {
                assertThat(e).hasMessageNotContaining(SECRET);
            }
        }
    }

    private static Set<Setting> everyOther() {
        return EnumSet.complementOf(EnumSet.of(Setting.DB_PASSWORD, Setting.DB_URL));
    }

    private Configuration read(Map<String, String> environment) {
        return Configuration.read(environment, directory);
    }

    private void file(String text) throws IOException {
        Files.writeString(directory.resolve(Configuration.FILE), text);
    }
}
