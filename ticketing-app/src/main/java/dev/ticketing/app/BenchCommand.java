package dev.ticketing.app;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.ticketing.app.BenchOptions.Following;
import dev.ticketing.app.bench.Ceiling;
import dev.ticketing.app.bench.HoldScript;
import dev.ticketing.app.bench.LoadGenerator;
import dev.ticketing.app.bench.Script;
import dev.ticketing.app.bench.SeatScript;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.mailbox.WriteStatistics;
import dev.ticketing.core.show.ShowId;

import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Measures a sale of one hot section over HTTP: server, database and load share the machine. */
final class BenchCommand {

    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(5);
    private static final int MAX_WARM_UP_ROUNDS = 12;

    /** Two processors: a compiler that takes so much of one no longer moves the figures. */
    private static final double COMPILING = 0.1;

    private static final Duration CEILING = Duration.ofSeconds(5);
    private static final int SEATS = 20_000;
    private static final int BUYERS = 512;
    private static final int GENERATOR_THREADS = 1;

    private static final String COUNT =
            """
            SELECT count(*)
            FROM event
            WHERE partition = 0 AND type = ? AND stream_id LIKE ?
            """;

    private final Configuration configuration;
    private final PrintStream out;

    BenchCommand(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if the database holds exactly what was acknowledged, else 1. */
    int run(BenchOptions options) {
        List<BenchReport> reports = new ArrayList<>();
        for (Following following : rounds(options.following())) {
            reports.add(round(options.with(following)));
        }
        ReadSideReport comparison = ReadSideReport.of(reports);
        if (options.json()) {
            out.println(
                    options.following() == Following.BOTH
                            ? comparison.json()
                            : reports.getFirst().json());
        } else {
            reports.forEach(report -> report.print(out));
            if (options.following() == Following.BOTH) {
                comparison.print(out);
            }
        }
        return reports.stream().allMatch(BenchReport::isExact) ? 0 : 1;
    }

    private static List<Following> rounds(Following following) {
        return switch (following) {
            case ON, OFF -> List.of(following);
            case BOTH -> List.of(Following.OFF, Following.ON, Following.OFF, Following.ON);
        };
    }

    private BenchReport round(BenchOptions options) {
        try (BenchGround ground = BenchGround.clear(configuration);
                Server server = start(options.following(), ground.configuration())) {
            return measure(options, server);
        } catch (SQLException e) {
            throw new TicketingException("the database could not be asked", e);
        }
    }

    private static Server start(Following following, Configuration configuration) {
        return switch (following) {
            case ON -> Server.start(configuration);
            case OFF -> Server.startWritesOnly(configuration);
            case BOTH -> throw new IllegalArgumentException("one at a time");
        };
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
        BenchGround.checkpoint(server.database().settings());
        String event = openEvent(options, api, organizer);
        WriteStatistics before = server.ticketing().statistics();
        List<Script> scripts = scripts(options, buyers, event);
        Optional<FollowingWatch> watch = watch(options, server, event);
        LoadGenerator.Result result = load.run(scripts, options.duration());
        WriteStatistics after = server.ticketing().statistics();
        Optional<FollowingWatch.Seen> seen = watch.map(FollowingWatch::end);
        watch.ifPresent(FollowingWatch::close);
        try (Connection connection = BenchGround.connect(server.database().settings())) {
            long counted = count(connection, options, event);
            double ceiling = new Ceiling(connection).eventsPerSecond(CEILING);
            return new BenchReport(options, warmUp, result, before, after, seen, counted, ceiling);
        }
    }

    private static Optional<FollowingWatch> watch(
            BenchOptions options, Server server, String event) {
        return options.following() == Following.OFF
                ? Optional.empty()
                : Optional.of(
                        FollowingWatch.begin(
                                server.ticketing(),
                                server.database().postgres().feed(),
                                new ShowId(UUID.fromString(event))));
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
                        case FLASH_SALE -> new HoldScript(token, event, BenchEvent.SECTION);
                        case FLASH_SALE_SEATS ->
                                new SeatScript(token, event, BenchEvent.SECTION, seats, i);
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

    private static String openEvent(BenchOptions options, ApiClient api, String organizer) {
        return BenchEvent.open(
                api,
                organizer,
                section -> {
                    switch (options.scenario()) {
                        case FLASH_SALE -> BenchEvent.places(section);
                        case FLASH_SALE_SEATS -> {
                            ArrayNode labels = section.put("seating", "NUMBERED").putArray("seats");
                            seats().forEach(labels::add);
                        }
                    }
                });
    }
}
