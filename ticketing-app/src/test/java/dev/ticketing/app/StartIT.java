package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.Person.NewSection;
import dev.ticketing.postgres.PostgresSettings;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How the server starts and ends. */
@ExtendWith(PostgresExtension.class)
class StartIT {

    private static final int CONFIGURATION = 78; // EX_CONFIG
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private static Path shared;
    private static SharedBinaries binaries;

    private Path directory;

    @BeforeAll
    static void unpack() {
        binaries = SharedBinaries.unpackedIn(shared);
    }

    @BeforeEach
    void choosePlace() throws IOException {
        directory = Files.createTempDirectory(shared, "start");
    }

    @Test
    void sigterm_ends_it_with_0_and_leaves_nothing_behind_but_the_data() throws Exception {
        Path data = binaries.lentTo(directory.resolve("data"));
        Map<String, String> environment = embeddedIn(data);
        Sold sold;
        try (ServerProcess first = ServerProcess.serve(directory, environment)) {
            sold = sell(first);
            assertThatTheDiskIsWaitedFor(data);
            assertThatItEndsInPeace(first, data);
        }

        try (ServerProcess second =
                timed(
                        "with the embedded database",
                        () -> ServerProcess.serve(directory, environment))) {
            assertThatItIsThere(sold, second);
            assertThatItEndsInPeace(second, data);
        }
    }

    @Test
    void a_signal_while_it_starts_leaves_no_database_behind() {
        Path data = binaries.lentTo(directory.resolve("data"));
        Path postmaster = data.resolve("postgres").resolve("data").resolve("postmaster.pid");
        try (ServerProcess server = ServerProcess.launch(directory, embeddedIn(data))) {
            Eventually.isTrue("its database starts", LIMIT, () -> Files.exists(postmaster));
            assertThat(server.terminate()).isNotNegative();
        }
        Eventually.isTrue("no database is left", LIMIT, () -> !Files.exists(postmaster));
    }

    @Test
    void after_sigkill_the_next_start_takes_over_the_database_with_all_its_data() throws Exception {
        Path data = binaries.lentTo(directory.resolve("data"));
        Map<String, String> environment = embeddedIn(data);
        Sold sold;
        ProcessHandle orphan;
        try (ServerProcess first = ServerProcess.serve(directory, environment)) {
            sold = sell(first);
            orphan = databaseIn(data);
            first.kill();
        }
        assertThat(orphan.isAlive()).isTrue();

        try (ServerProcess second = ServerProcess.serve(directory, environment)) {
            Eventually.isTrue("the orphan has ended", LIMIT, () -> !orphan.isAlive());
            assertThat(databaseIn(data).pid()).isNotEqualTo(orphan.pid());
            assertThatItIsThere(sold, second);
            assertThatItEndsInPeace(second, data);
        }
    }

    @Test
    void a_second_server_on_the_same_data_directory_is_refused_and_told_why() {
        Path data = binaries.lentTo(directory.resolve("data"));
        Map<String, String> environment = embeddedIn(data);
        try (ServerProcess first = ServerProcess.serve(directory, environment);
                ServerProcess second = ServerProcess.launch(directory, environment)) {
            assertThat(second.exitCode()).isEqualTo(CONFIGURATION);
            assertThat(second.err())
                    .contains("another process uses " + data)
                    .contains("TICKETING_DATA_DIR", "TICKETING_DB_URL");
            TestApi api = new TestApi(first::port);
            Eventually.isTrue(
                    "the first is ready",
                    LIMIT,
                    () -> api.get("/health/ready", "").status() == 200);
        }
    }

    @Test
    void production_mode_refuses_unsafe_defaults_and_names_each() {
        Map<String, String> environment =
                Map.of("TICKETING_MODE", "production", "TICKETING_PUBLIC_URL", "");
        try (ServerProcess server = ServerProcess.launch(directory, environment)) {
            assertThat(server.exitCode()).isEqualTo(CONFIGURATION);
            assertThat(server.err())
                    .contains(
                            "TICKETING_DB_URL",
                            "TICKETING_ADMIN_EMAIL",
                            "TICKETING_MAIL_DIR",
                            "TICKETING_PAYMENT_PROVIDER",
                            "TICKETING_PUBLIC_URL",
                            "TICKETING_RATE_LIMITS");
            assertThat(server.out()).isEmpty();
        }
    }

    @Test
    void holds_end_although_no_server_ran_when_their_time_was_over(TestDatabase database) {
        TestClock clock = new TestClock();
        String event;
        try (TestServer server = TestServer.start(database, directory, clock)) {
            Person buyer = server.api().signIn("buyer@example.com");
            event = buyer.openSales(30, NewSection.general("ga", 10));
            buyer.hold(Person.newKey(), event, "ga", 4).has(201);
        }
        clock.advance(Duration.ofSeconds(30));

        try (TestServer server = TestServer.start(database, directory, clock)) {
            Person buyer = server.api().signIn("buyer@example.com");
            assertThat(buyer.availability(event, "ga").path("available").asInt()).isEqualTo(10);
            Eventually.isTrue(
                    "the end of the hold is recorded",
                    LIMIT,
                    () -> LogContents.of(server.log()).places(event, "ga").unreleased() == 0);
        }
    }

    @Test
    void it_starts_on_a_running_database_again_and_again(TestDatabase database) throws Exception {
        Map<String, String> environment = new HashMap<>(TestServer.environment(database));
        environment.put("TICKETING_DATA_DIR", directory.resolve("data").toString());
        for (int start = 0; start < 2; start++) {
            try (ServerProcess server =
                    timed(
                            "on a running database",
                            () -> ServerProcess.serve(directory, environment))) {
                assertThat(server.terminate()).isZero();
            }
        }
    }

    private static ServerProcess timed(String how, Callable<ServerProcess> start) throws Exception {
        long from = System.nanoTime();
        ServerProcess server = start.call();
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        System.out.println("StartIT: ready " + how + " after " + took.toMillis() + " ms");
        return server;
    }

    private static Map<String, String> embeddedIn(Path data) {
        return Map.of("TICKETING_DATA_DIR", data.toString());
    }

    /** What somebody did at a server, and can look at later. */
    private record Sold(String event, String reservation, String payment) {}

    private static Sold sell(ServerProcess server) {
        Person buyer = new TestApi(server::port).signIn("buyer@example.com");
        String event = buyer.openSales(600, NewSection.general("ga", 10));
        String reservation = buyer.hold(Person.newKey(), event, "ga", 2).has(201).id();
        Reply payment = buyer.paid(reservation, "tok_ok");
        return new Sold(event, reservation, payment.id());
    }

    private static void assertThatItIsThere(Sold sold, ServerProcess server) {
        Person buyer = new TestApi(server::port).signIn("buyer@example.com");
        Reply reservation = buyer.get("/api/reservations/" + sold.reservation()).has(200);
        assertThat(reservation.text("status")).isEqualTo("CONFIRMED");
        Reply payment = buyer.get("/api/payments/" + sold.payment()).has(200);
        assertThat(payment.text("status")).isEqualTo("CAPTURED");
        assertThat(buyer.availability(sold.event(), "ga").path("sold").asInt()).isEqualTo(2);
        buyer.hold(Person.newKey(), sold.event(), "ga", 1).has(201);
    }

    private static void assertThatTheDiskIsWaitedFor(Path data) {
        EmbeddedPostgres.Address address = EmbeddedPostgres.running(data).orElseThrow();
        PostgresSettings settings =
                PostgresSettings.of(address.jdbcUrl(), address.user(), address.password());
        try (PostgresTicketing postgres = PostgresTicketing.connect(settings)) {
            assertThat(postgres.serverParameters())
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
        }
    }

    private static void assertThatItEndsInPeace(ServerProcess server, Path data)
            throws IOException {
        List<ProcessHandle> all = new ArrayList<>(List.of(server.handle(), databaseIn(data)));
        assertThat(all).allMatch(ProcessHandle::isAlive);
        // those of the database come and go
        List.copyOf(all).forEach(process -> process.descendants().forEach(all::add));
        assertThat(all).hasSizeGreaterThan(2);

        assertThat(server.terminate()).as(server.err()).isZero();

        Eventually.isTrue(
                "no process is left", LIMIT, () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static ProcessHandle databaseIn(Path data) throws IOException {
        Path file = data.resolve("postgres").resolve("data").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
    }
}
