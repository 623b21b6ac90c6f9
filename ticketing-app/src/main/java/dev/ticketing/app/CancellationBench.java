package dev.ticketing.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.TicketingException;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Measures how long it takes to call off an event with very many paid reservations: until all money
 * has gone back, and until everybody has been told by mail, while buyers go on holding at another
 * event.
 */
final class CancellationBench {

    private static final int PEOPLE = 16;
    private static final int UNDER_WAY = 64;
    private static final int WARM_UP_SECONDS = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** So much longer than promised is waited; then what is missing is told. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String MAILED =
            """
            SELECT count(*)
            FROM journal
            WHERE partition = 0
                AND kind = 'MAIL'
                AND facts ->> 'letter' = ?
                AND facts ->> 'outcome' = 'sent'
            """;

    /** The amount is of reservations of one place each, all paid for. */
    static BesideOptions options(List<String> words) {
        return BesideOptions.parse(words, "--reservations", 10_000, 100_000);
    }

    private final Configuration configuration;
    private final PrintStream out;

    CancellationBench(Configuration configuration, PrintStream out) {
        this.configuration = configuration;
        this.out = out;
    }

    /** 0 if each payment went back once, and all of them within a minute; else 1. */
    int run(BesideOptions options) {
        try (BenchGround ground = BenchGround.clear(configuration);
                Server server = Server.start(ground.configuration());
                Connection connection = BenchGround.connect(server.database().settings())) {
            CancellationBenchReport report =
                    measure(options, server, connection, ground.configuration().dataDirectory());
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

    private static CancellationBenchReport measure(
            BesideOptions options, Server server, Connection connection, Path data)
            throws SQLException {
        ApiClient api = new ApiClient(server.port());
        String organizer = api.signIn("organizer@example.com");
        String buyer = api.signIn("buyer@example.com");
        String other = BenchEvent.open(api, organizer, BenchEvent::places);
        String event = BenchEvent.open(api, organizer, BenchEvent::places);
        BenchBuyers.hold(
                server, buyer, other, options.connections(), Duration.ofSeconds(WARM_UP_SECONDS));
        sell(server.ticketing(), people(api), new ShowId(UUID.fromString(event)), options);
        // Whoever has their tickets has them by mail, too: a lot of work, which is to be over.
        await(() -> mailed(connection, "confirmation") >= options.amount());
        BenchGround.checkpoint(server.database().settings());
        BenchBuyers before = buy(options, server, buyer, other);
        JsonNode reason = new ObjectMapper().createObjectNode().put("reason", "It is measured.");
        long start = System.nanoTime();
        api.post("/api/events/" + event + "/cancel", organizer, reason);
        CompletableFuture<BenchBuyers> meanwhile =
                CompletableFuture.supplyAsync(() -> buy(options, server, buyer, other));
        await(() -> isCompleted(api, organizer, event));
        Duration returned = Duration.ofNanos(System.nanoTime() - start);
        await(() -> mailed(connection, "cancellation") >= options.amount());
        Duration mailed = Duration.ofNanos(System.nanoTime() - start);
        return new CancellationBenchReport(
                options,
                refunds(data),
                returned,
                mailed(connection, "cancellation"),
                mailed,
                before,
                meanwhile.join());
    }

    private static BenchBuyers buy(
            BesideOptions options, Server server, String buyer, String event) {
        return BenchBuyers.hold(server, buyer, event, options.connections(), options.duration());
    }

    private static boolean isCompleted(ApiClient api, String organizer, String event) {
        JsonNode progress = api.get("/api/events/" + event + "/cancellation", organizer);
        return progress.path("status").asText().equals("COMPLETED");
    }

    /** What is missing after that is in the report. */
    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < LONGEST.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static long mailed(Connection connection, String letter) {
        try (PreparedStatement statement = connection.prepareStatement(MAILED)) {
            statement.setString(1, letter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new TicketingException("the database could not be asked", e);
        }
    }

    /** By the provider's own books, which are not in the database. */
    private static long refunds(Path data) {
        try (Stream<String> lines = Files.lines(data.resolve(SimulatedPaymentProvider.LEDGER))) {
            return lines.filter(line -> line.startsWith(SimulatedPaymentProvider.REFUND)).count();
        } catch (IOException e) {
            throw new TicketingException("the ledger cannot be read", e);
        }
    }

    /** They have an address, to be told at. */
    private static List<Caller> people(ApiClient api) {
        List<Caller> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String token = api.signIn("holder" + i + "@example.com");
            String id = api.get("/api/me", token).path("id").asText();
            people.add(new Caller(new UserId(UUID.fromString(id)), false));
        }
        return people;
    }

    /** Past HTTP, with a bounded number under way. */
    private static void sell(
            Ticketing ticketing, List<Caller> people, ShowId show, BesideOptions options) {
        UuidV7Source ids = new UuidV7Source(InstantSource.system());
        Instrument card = new Instrument(PaymentMethod.Type.CARD, "tok_ok");
        Wish wish =
                new Wish(
                        show,
                        new SectionId(BenchEvent.SECTION),
                        new Places.Count(1),
                        Optional.empty());
        Queue<CompletableFuture<Outcome<Payment.Requested>>> underWay = new ArrayDeque<>();
        for (int i = 0; i < options.amount(); i++) {
            Caller caller = people.get(i % people.size());
            underWay.add(
                    ticketing
                            .reservations()
                            .hold(Request.once(caller, ids), wish)
                            .thenCompose(
                                    held ->
                                            ticketing
                                                    .payments()
                                                    .pay(
                                                            Request.once(caller, ids),
                                                            held.orElseThrow().value().terms().id(),
                                                            card)));
            if (underWay.size() == UNDER_WAY) {
                underWay.remove().join().orElseThrow();
            }
        }
        underWay.forEach(payment -> payment.join().orElseThrow());
    }
}
