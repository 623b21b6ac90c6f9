package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.Shoppers.Habits;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.history.HistoryReport;
import dev.ticketing.testkit.history.Ledger;
import dev.ticketing.testkit.network.Fault;
import dev.ticketing.testkit.network.FaultProxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The network between a server and its database fails in one way after the other under load. Each
 * request is answered in time, nothing is acknowledged that has not happened, nothing happens
 * twice, and when the network heals everything goes on by itself.
 */
@ExtendWith(PostgresExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FaultyNetworkIT {

    private static final int BUYERS = 16;
    private static final int ROUNDS = 2;
    private static final int SOME = 50;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** One answer alone may take 30 s, by the contract, and two are waited for. */
    private static final Duration UNTIL_ALL_ARE_ANSWERED = Duration.ofMinutes(2);

    /** The key of a payment stays claimed for a while when its answer could not be kept. */
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(90);

    private final Ledger ledger = Ledger.inMemory();
    @TempDir private Path directory;
    private final FaultProxy network;
    private ServerProcess server;
    private TestApi api;

    FaultyNetworkIT(TestDatabase database) {
        network = FaultProxy.to(database);
    }

    @BeforeEach
    void start(TestDatabase database) {
        Map<String, String> environment =
                new HashMap<>(TestServer.environment(network.leadingTo(database)));
        environment.put("TICKETING_DATA_DIR", directory.resolve("data").toString());
        server = ServerProcess.serve(directory, environment);
        api = new TestApi(server::port);
    }

    @AfterEach
    void stop() {
        network.heals();
        server.close();
        network.close();
    }

    @Test
    void whatever_the_network_does_no_answer_is_wrong_or_late_and_nothing_happens_twice(
            TestDatabase database) {
        long seed = System.nanoTime();
        System.out.println("FaultyNetworkIT: seed " + seed);
        Person organizer = api.signIn("organizer@example.com");
        Goods general = Goods.general(organizer, 600, 100_000);
        Goods numbered = Goods.numbered(organizer, 30, 100);
        List<Person> people = api.signIn(BUYERS);
        List<Goods> goods = List.of(general, numbered);
        Habits habits = Habits.MOSTLY_PAY;
        try (Shoppers shoppers = Shoppers.start(people, goods, habits, ledger, seed)) {
            awaitMore();
            latency();
            resets();
            cuts();
            stalls();
            nothingIsCommitted(shoppers);
            noCommitIsHeardOf(shoppers);
            refusal(shoppers);
            pause();
            silence(shoppers);
            shoppers.finish(UNTIL_ANSWERED);
        }
        try (PostgresTicketing postgres = Databases.connect(database)) {
            FullCheck check = new FullCheck(ledger, postgres.feed());
            check.awaitSettled();
            HistoryReport report = check.passed(directory.resolve("data"));
            System.out.printf(
                    "FaultyNetworkIT: %d commits unheard; %s%n",
                    network.unheardCommits(), report.summary());
            assertThat(report.happened()).isPositive();
        }
    }

    private void awaitMore() {
        int until = ledger.acknowledged() + SOME;
        Eventually.isTrue("shopping goes on", LIMIT, () -> ledger.acknowledged() >= until);
    }

    private void awaitUnheard(int commits) {
        Eventually.isTrue(
                "commits are not heard of", LIMIT, () -> network.unheardCommits() >= commits);
    }

    private void awaitReady(int status) {
        Eventually.isTrue(
                "readiness is " + status,
                LIMIT,
                () -> api.get("/health/ready", "").status() == status);
    }

    /** Everybody is given so many answers. */
    private static void awaitAnswers(Shoppers shoppers, int each) {
        List<Long> before = shoppers.answers();
        Eventually.isTrue(
                "everybody is answered",
                UNTIL_ALL_ARE_ANSWERED,
                () -> shoppers.areAnswered(before, each));
    }

    private void latency() {
        network.has(new Fault.Latency(Duration.ofMillis(20), Duration.ofMillis(10)));
        awaitMore();
        network.heals();
    }

    private void resets() {
        for (int i = 0; i < ROUNDS; i++) {
            network.resets();
            awaitMore();
        }
    }

    /** Each time something is committed, and the connection is reset instead of an answer. */
    private void cuts() {
        for (int i = 0; i < ROUNDS; i++) {
            int unheard = network.unheardCommits();
            network.has(new Fault.CutAfterCommit());
            awaitUnheard(unheard + 1);
            network.heals();
            awaitMore();
        }
    }

    /** Answers to commits come late, or, as connections are reset, never. */
    private void stalls() {
        for (int i = 0; i < ROUNDS; i++) {
            int unheard = network.unheardCommits();
            network.has(new Fault.StallAfterCommit());
            awaitUnheard(unheard + 1);
            if (i % 2 == 0) {
                network.resets();
            }
            network.heals();
            awaitMore();
        }
    }

    /** Until everybody was answered without a commit. */
    private void nothingIsCommitted(Shoppers shoppers) {
        network.has(new Fault.CutBeforeCommit());
        // The first may have been on its way already.
        awaitAnswers(shoppers, 2);
        network.heals();
        awaitMore();
    }

    /** Until everybody was answered, though no answer to a commit has come. */
    private void noCommitIsHeardOf(Shoppers shoppers) {
        int unheard = network.unheardCommits();
        network.has(new Fault.StallAfterCommit());
        awaitUnheard(unheard + 1);
        awaitAnswers(shoppers, 1);
        network.heals();
        awaitMore();
    }

    private void refusal(Shoppers shoppers) {
        network.has(new Fault.Refusal());
        network.resets();
        awaitReady(503);
        awaitAnswers(shoppers, 1);
        network.heals();
        awaitReady(200);
        awaitMore();
    }

    /** Nothing moves for a while; then all of it arrives. */
    private void pause() {
        network.has(new Fault.Stall());
        awaitReady(503);
        network.heals();
        awaitReady(200);
        awaitMore();
    }

    /** Long enough for everybody to be told that there is no answer. */
    private void silence(Shoppers shoppers) {
        network.has(new Fault.HalfOpen());
        awaitReady(503);
        awaitAnswers(shoppers, 1);
        network.heals();
        awaitReady(200);
        awaitMore();
    }
}
