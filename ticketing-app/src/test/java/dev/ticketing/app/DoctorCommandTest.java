package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.stripe.StripeStandIn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@ExtendWith(PostgresExtension.class)
class DoctorCommandTest {

    private static final String SECRET = "correct-horse";

    private final Printed out = new Printed();

    @TempDir private Path directory;

    @Test
    void a_machine_that_a_server_would_start_on_is_well_and_left_as_it_was() {
        assertThat(examine(Map.of("TICKETING_HTTP_PORT", "0"))).isZero();

        assertThat(out.text())
                .startsWith(Version.line())
                .contains("ok    configuration: development mode")
                .contains("ok    database: embedded, made by the first start")
                .contains("ok    payment provider: simulated, moves no money")
                .contains("ok    port: any free one")
                .contains("ok    data directory: " + directory.resolve("data") + ", ")
                .doesNotContain("BAD");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void says_which_database_it_is_how_far_it_is_migrated_and_whether_it_is_durable(
            TestDatabase database) {
        Map<String, String> environment = Configurations.environment(database, directory);
        Configuration configuration = Configuration.read(environment, directory);
        Map<String, String> parameters;
        try (PostgresTicketing postgres = PostgresTicketing.connect(configuration.database())) {
            parameters = postgres.serverParameters();
            int pending = postgres.pendingMigrations().size();

            examine(environment);
            assertThat(out.text())
                    .contains("ok    database: PostgreSQL " + parameters.get("server_version"))
                    .contains(", migrations to come: " + pending);

            postgres.migrate();
        }
        Printed again = new Printed();
        int exit = new DoctorCommand(configuration, Set.of(), again.stream()).run();

        List<String> unsafe = DoctorCommand.notDurable(parameters);
        assertThat(again.text())
                .contains("PostgreSQL " + parameters.get("server_version") + ", up to date");
        assertThat(bad(again)).containsExactlyElementsOf(unsafe);
        assertThat(exit).isEqualTo(unsafe.isEmpty() ? 0 : 1);
    }

    @Test
    void each_setting_that_durability_hangs_on_is_named_when_it_is_off() {
        for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(DoctorCommand.notDurable(Map.of(name, "off")))
                    .containsExactly(name + " is off: acknowledged sales can be lost");
            assertThat(DoctorCommand.notDurable(Map.of(name, "on"))).isEmpty();
        }
        assertThat(DoctorCommand.notDurable(Map.of("synchronous_commit", "local"))).isEmpty();
        assertThat(DoctorCommand.notDurable(Map.of())).isEmpty();
    }

    @Test
    void a_database_that_cannot_be_reached_is_bad_and_its_password_is_not_said() {
        int exit =
                examine(
                        Map.of(
                                "TICKETING_DB_URL",
                                "jdbc:postgresql://127.0.0.1:1/x?password=" + SECRET,
                                "TICKETING_DB_PASSWORD",
                                SECRET,
                                "TICKETING_HTTP_PORT",
                                "0"));

        assertThat(exit).isEqualTo(1);
        assertThat(out.text()).contains("BAD   database: ").doesNotContain(SECRET);
        assertThat(bad(out)).hasSize(1);
    }

    @Test
    void stripe_is_really_asked_and_its_secrets_are_not_said() {
        try (StripeStandIn stripe = StripeStandIn.start()) {
            Map<String, String> environment = new HashMap<>(stripeAt(stripe));
            assertThat(examine(environment)).isZero();
            assertThat(out.text())
                    .contains("ok    payment provider: stripe, test mode, moves no money\n")
                    .doesNotContain(StripeStandIn.SECRET_KEY, "whsec_0123456789");
            assertThat(stripe.asked()).containsExactly("GET /v1/balance");

            environment.put("TICKETING_STRIPE_SECRET_KEY", "sk_live_wrong0123456789");
            environment.remove("TICKETING_STRIPE_WEBHOOK_SECRET");
            assertThat(examine(environment)).isEqualTo(1);
        }
        assertThat(bad(out)).containsExactly("payment provider: Stripe does not answer");
        assertThat(out.text()).contains("HTTP 401").doesNotContain("sk_live_wrong0123456789");
    }

    @Test
    void without_the_secret_of_its_webhooks_they_are_not_read_and_doctor_says_so() {
        try (StripeStandIn stripe = StripeStandIn.start()) {
            Map<String, String> environment = new HashMap<>(stripeAt(stripe));
            environment.remove("TICKETING_STRIPE_WEBHOOK_SECRET");

            assertThat(examine(environment)).isZero();
            assertThat(out.text()).contains(", webhooks are not read\n");
        }
    }

    private static Map<String, String> stripeAt(StripeStandIn stripe) {
        return Map.of(
                "TICKETING_HTTP_PORT", "0",
                "TICKETING_PAYMENT_PROVIDER", "stripe",
                "TICKETING_STRIPE_SECRET_KEY", StripeStandIn.SECRET_KEY,
                "TICKETING_STRIPE_WEBHOOK_SECRET", "whsec_0123456789",
                "TICKETING_STRIPE_API_URL", stripe.url().toString());
    }

    @Test
    void a_port_that_is_taken_is_bad() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int exit = examine(Map.of("TICKETING_HTTP_PORT", "" + taken.getLocalPort()));

            assertThat(exit).isEqualTo(1);
            assertThat(bad(out)).singleElement().asString().startsWith("port: ");
        }
    }

    @Test
    void a_data_directory_that_is_a_file_is_bad() throws IOException {
        Files.createFile(directory.resolve("data"));

        assertThat(examine(Map.of("TICKETING_HTTP_PORT", "0"))).isEqualTo(1);

        assertThat(bad(out)).singleElement().asString().startsWith("data directory: ");
    }

    @Test
    void what_is_unsafe_in_production_is_bad() {
        int exit = examine(Map.of("TICKETING_MODE", "production", "TICKETING_HTTP_PORT", "0"));

        assertThat(exit).isEqualTo(1);
        assertThat(out.text())
                .contains("BAD   configuration: refusing to start in production:")
                .contains("TICKETING_ADMIN_EMAIL is not set");
    }

    @Test
    void every_setting_is_listed_with_its_value_and_where_that_comes_from() {
        examine(Map.of("TICKETING_HTTP_PORT", "0", "TICKETING_DB_PASSWORD", SECRET));

        for (Setting setting : Setting.values()) {
            assertThat(out.text()).contains(setting.variable() + " ");
        }
        assertThat(out.text().lines())
                .contains("TICKETING_HTTP_PORT          0")
                .contains("TICKETING_MODE               development  (default)")
                .contains("TICKETING_DB_PASSWORD        (set)");
        assertThat(out.text()).doesNotContain(SECRET);
    }

    @Test
    void variables_that_mean_nothing_are_pointed_at() {
        examine(
                Map.of(
                        "TICKETING_HTTP_PROT", "1",
                        "TICKETING_JAVA_OPTS", "-Xmx1g",
                        "TICKETING_TEST_DB_URL", "x",
                        "TICKETING_HTTP_PORT", "0",
                        "PATH", "x"));

        assertThat(out.text().lines().filter(line -> line.startsWith("note")))
                .containsExactly("note  TICKETING_HTTP_PROT is no setting");
    }

    private int examine(Map<String, String> environment) {
        Configuration configuration = Configuration.read(environment, directory);
        if (!configuration.isGiven(Setting.DATA_DIR)) {
            configuration =
                    configuration.with(
                            Map.of(Setting.DATA_DIR, directory.resolve("data").toString()));
        }
        return new DoctorCommand(configuration, environment.keySet(), out.stream()).run();
    }

    private static List<String> bad(Printed printed) {
        return printed.text()
                .lines()
                .filter(line -> line.startsWith("BAD   "))
                .map(line -> line.substring("BAD   ".length()))
                .toList();
    }
}
