package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.app.bench.Ceiling;
import dev.ticketing.app.bench.HoldScript;
import dev.ticketing.app.bench.LoadGenerator;
import dev.ticketing.app.bench.Script;
import dev.ticketing.app.bench.SeatScript;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mailbox.WriteStatistics;
import dev.ticketing.postgres.PostgresSettings;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a sale of one hot section over HTTP: server, database and load share the machine. Uses
 * the configured database in a schema of its own, or an embedded one in a folder of its own; both
 * are removed afterwards.
 */
final class BenchCommand {

    private static final String SCHEMA = "ticketing_bench";
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(5);
    private static final int MAX_WARM_UP_ROUNDS = 12;

    /** Two processors: a compiler that takes so much of one no longer moves the figures. */
    private static final double COMPILING = 0.1;

    private static final Duration CEILING = Duration.ofSeconds(5);
    private static final int PLACES = 200_000;
    private static final int SEATS = 20_000;
    private static final int BUYERS = 512;
    private static final int GENERATOR_THREADS = 1;

    /** The SQL state of what the configured user may not do. */
    private static final String FORBIDDEN = "42501";

    private static final String COUNT =
            """
            SELECT count(*)
            FROM event
            WHERE partition = 0 AND type = ? AND stream_id LIKE ?
            """;

    private final Configuration configuration;
    private final PrintStream out;
    private final ObjectMapper json = new ObjectMapper();

    BenchCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if the database holds exactly what was acknowledged, else 1. */
    int run(BenchOptions options) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.MODE, "development");
        settings.put(Setting.HTTP_HOST, InetAddress.getLoopbackAddress().getHostAddress());
        settings.put(Setting.HTTP_PORT, "0");
        settings.put(Setting.RATE_LIMITS, "off");
        settings.put(Setting.DB_SCHEMA, SCHEMA);
        Path folder = emptyFolder();
        settings.put(Setting.DATA_DIR, folder.toString());
        dropSchema();
        try (Server server = Server.start(configuration.with(settings))) {
            BenchReport report = measure(options, server);
            if (options.json()) {
                report.printJson(out);
            } else {
                report.print(out);
            }
            return report.isExact() ? 0 : 1;
        } catch (SQLException e) {
            throw new TicketingException("the database could not be asked", e);
        } finally {
            dropSchema();
            PostgresBinaries.delete(folder);
        }
    }

    /** Beside the data: on the disk that is to be measured, and never in the data themselves. */
    private Path emptyFolder() {
        try {
            Files.createDirectories(configuration.dataDirectory());
            return Files.createTempDirectory(configuration.dataDirectory(), "bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dropSchema() {
        if (configuration.isEmbedded()) {
            return;
        }
        try (Connection connection = connect(configuration.database(), "public");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        } catch (SQLException e) {
            throw new TicketingException("the schema " + SCHEMA + " could not be dropped", e);
        }
    }

    private BenchReport measure(BenchOptions options, Server server) throws SQLException {
        ApiClient api = new ApiClient(server.port());
        String organizer = api.signIn("organizer@example.com");
        List<String> buyers = new ArrayList<>();
        for (int i = 0; i < Math.min(BUYERS, options.connections()); i++) {
            buyers.add(api.signIn("buyer" + i + "@example.com"));
        }
        LoadGenerator load =
                new LoadGenerator(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                        GENERATOR_THREADS);
        Duration warmUp = warmUp(options, buyers, load, api, organizer);
        checkpoint(server.database().settings());
        String event = openEvent(options, api, organizer);
        WriteStatistics before = server.ticketing().statistics();
        LoadGenerator.Result result = load.run(scripts(options, buyers, event), options.duration());
        WriteStatistics after = server.ticketing().statistics();
        try (Connection connection = connect(server.database().settings(), SCHEMA)) {
            long counted = count(connection, options, event);
            double ceiling = new Ceiling(connection).eventsPerSecond(CEILING);
            return new BenchReport(options, warmUp, result, before, after, counted, ceiling);
        }
    }

    /** The same load until the compiler has done most of its work: how long that depends on it. */
    private Duration warmUp(
            BenchOptions options,
            List<String> buyers,
            LoadGenerator load,
            ApiClient api,
            String organizer) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        for (int round = 0; round < MAX_WARM_UP_ROUNDS; round++) {
            String event = openEvent(options, api, organizer);
            long compiled = compiler.getTotalCompilationTime();
            load.run(scripts(options, buyers, event), WARM_UP_ROUND);
            long compiling = compiler.getTotalCompilationTime() - compiled;
            if (compiling < COMPILING * WARM_UP_ROUND.toMillis()) {
                break;
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * A database that has just been made writes its log into new files, which takes it a tenth of a
     * second each time; from the first checkpoint on it uses those again that it has.
     */
    private static void checkpoint(PostgresSettings settings) throws SQLException {
        try (Connection connection = connect(settings, SCHEMA);
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static Connection connect(PostgresSettings settings, String schema)
            throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        settings.jdbcUrl(), settings.user(), settings.password());
        connection.setSchema(schema);
        return connection;
    }

    private static long count(Connection connection, BenchOptions options, String event)
            throws SQLException {
        String type =
                switch (options.scenario()) {
                    case FLASH_SALE -> "seats-held";
                    case FLASH_SALE_SEATS -> "seats-sold";
                };
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setString(1, type);
            statement.setString(2, "inventory/" + event + "/%");
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private List<Script> scripts(BenchOptions options, List<String> buyers, String event) {
        List<String> seats = seats();
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            String token = buyers.get(i % buyers.size());
            scripts.add(
                    switch (options.scenario()) {
                        case FLASH_SALE -> new HoldScript(token, event, "main");
                        case FLASH_SALE_SEATS -> new SeatScript(token, event, "main", seats, i);
                    });
        }
        return scripts;
    }

    private static List<String> seats() {
        List<String> seats = new ArrayList<>();
        for (int i = 0; i < SEATS; i++) {
            seats.add("R" + i / 100 + "-" + i % 100);
        }
        return seats;
    }

    private String openEvent(BenchOptions options, ApiClient api, String organizer) {
        ObjectNode body = json.createObjectNode();
        body.put("title", "Flash sale");
        body.put("startsAt", Clock.systemUTC().instant().plus(Duration.ofDays(90)).toString());
        body.put("endsAt", Clock.systemUTC().instant().plus(Duration.ofDays(91)).toString());
        body.put("timezone", "UTC");
        body.put("currency", "EUR");
        body.put("holdSeconds", 3_600);
        body.putObject("venue").put("name", "Stadium");
        ObjectNode section = body.putArray("sections").addObject();
        section.put("id", "main").put("name", "Main");
        switch (options.scenario()) {
            case FLASH_SALE -> section.put("seating", "GENERAL").put("capacity", PLACES);
            case FLASH_SALE_SEATS -> {
                ArrayNode labels = section.put("seating", "NUMBERED").putArray("seats");
                seats().forEach(labels::add);
            }
        }
        ObjectNode tier = body.putArray("tiers").addObject();
        tier.put("id", "full").put("name", "Full").put("sectionId", "main");
        tier.putObject("price").put("amount", 5_000).put("currency", "EUR");
        String id = api.post("/api/events", organizer, body).path("id").asText();
        api.post("/api/events/" + id + "/publish", organizer, json.createObjectNode());
        api.post("/api/events/" + id + "/open-sales", organizer, json.createObjectNode());
        return id;
    }
}
