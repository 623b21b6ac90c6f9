package dev.ticketing.app;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Measures the end of very many holds of one section at the same instant, while buyers go on
 * holding in it. The server's clock stands while the holds are made, and then goes on from the
 * instant at which they end.
 */
final class ExpiryBench {

    private static final int HOLD_SECONDS = 300;
    private static final int UNDER_WAY = 512;
    private static final int WARM_UP_SECONDS = 5;

    private static final String EXPIRED =
            """
            SELECT
                coalesce(
                    sum(
                        CASE type
                            WHEN 'holds-lapsed' THEN jsonb_array_length(payload -> 'holds')
                            ELSE 1
                        END
                    ),
                    0
                ),
                max(recorded_at)
            FROM event
            WHERE partition = 0 AND type IN ('holds-lapsed', 'reservation-expired')
            """;

    /** The amount is of holds that end. */
    static BesideOptions options(List<String> words) {
        return BesideOptions.parse(words, "--holds", 100_000, 150_000);
    }

    /** Stands until it is told to go on, then goes with the system's. */
    private static final class StandingClock implements InstantSource {

        private final Instant standing = InstantSource.system().instant();
        private volatile Duration ahead = Duration.ZERO;
        private volatile boolean goes;

        @Override
        public Instant instant() {
            return goes ? InstantSource.system().instant().plus(ahead) : standing;
        }

        /** Goes on as if it were later. */
        void goOnFrom(Instant instant) {
            ahead = Duration.between(InstantSource.system().instant(), instant);
            goes = true;
        }
    }

    private final Configuration configuration;
    private final PrintStream out;

    ExpiryBench(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if every hold was released within five seconds, else 1. */
    int run(BesideOptions options) {
        StandingClock clock = new StandingClock();
        try (BenchGround ground = BenchGround.clear(configuration);
                Server server = Server.start(ground.configuration(), clock)) {
            ExpiryBenchReport report = measure(options, server, clock);
            if (options.json()) {
                out.println(report.json());
            } else {
                report.print(out);
            }
            return report.isGood() ? 0 : 1;
        } catch (SQLException e) {
            throw new TicketingException("the database could not be asked", e);
        }
    }

    private ExpiryBenchReport measure(BesideOptions options, Server server, StandingClock clock)
            throws SQLException {
        ApiClient api = new ApiClient(server.port());
        String organizer = api.signIn("organizer@example.com");
        String buyer = api.signIn("buyer@example.com");
        String event = BenchEvent.open(api, organizer, HOLD_SECONDS, BenchEvent::places);
        buy(server, buyer, event, options, Duration.ofSeconds(WARM_UP_SECONDS));
        fill(server.ticketing(), clock, new ShowId(UUID.fromString(event)), options.amount());
        BenchGround.checkpoint(server.database().settings());
        BenchBuyers before = buy(server, buyer, event, options, options.duration());
        Instant ends = InstantSource.system().instant();
        clock.goOnFrom(clock.instant().plusSeconds(HOLD_SECONDS));
        BenchBuyers during = buy(server, buyer, event, options, options.duration());
        try (Connection connection = BenchGround.connect(server.database().settings());
                PreparedStatement statement = connection.prepareStatement(EXPIRED);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            Duration released =
                    Optional.ofNullable(rows.getObject(2, OffsetDateTime.class))
                            .map(last -> Duration.between(ends, last.toInstant()))
                            .orElse(Duration.ZERO);
            return new ExpiryBenchReport(options, rows.getLong(1), released, before, during);
        }
    }

    private static BenchBuyers buy(
            Server server, String buyer, String event, BesideOptions options, Duration duration) {
        return BenchBuyers.hold(server, buyer, event, options.connections(), duration);
    }

    /** Past HTTP, with a bounded number under way. */
    private static void fill(Ticketing ticketing, InstantSource clock, ShowId show, int holds) {
        UuidV7Source ids = new UuidV7Source(clock);
        Caller caller = new Caller(new UserId(ids.next()), false);
        Wish wish =
                new Wish(
                        show,
                        new SectionId(BenchEvent.SECTION),
                        new Places.Count(1),
                        Optional.empty());
        Queue<CompletableFuture<Outcome<Reservation.Started>>> underWay = new ArrayDeque<>();
        for (int i = 0; i < holds; i++) {
            underWay.add(ticketing.reservations().hold(Request.once(caller, ids), wish));
            if (underWay.size() == UNDER_WAY) {
                underWay.remove().join().orElseThrow();
            }
        }
        underWay.forEach(hold -> hold.join().orElseThrow());
    }
}
