package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.app.FollowingWatch.Told;
import dev.ticketing.app.bench.LoadGenerator;
import dev.ticketing.app.bench.Subscribers;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.WriteStatistics;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

class BenchReportsTest {

    private static final TreeMap<Long, Integer> TAKEN =
            new TreeMap<>(Map.of(0L, 0, 10L, 1, 20L, 3));

    private static final List<String> OF_A_SALE =
            List.of(
                    "scenario",
                    "seconds",
                    "warmUpSeconds",
                    "connections",
                    "accepted",
                    "acceptedPerSecond",
                    "refused",
                    "errors",
                    "p50Millis",
                    "p99Millis",
                    "p999Millis",
                    "countedInDatabase",
                    "commitsPerSecond",
                    "averageBatch",
                    "eventsPerSecond",
                    "conflicts",
                    "ceilingEventsPerSecond",
                    "ratioToCeiling",
                    "consumers");

    @ParameterizedTest
    @CsvSource({"10, 1, 10", "10, 3, 20", "10, 1, 19", "9, 0, 9", "9, 1, 10"})
    void a_count_that_was_true_between_its_position_and_its_coming_is_right(
            long position, int taken, long head) {
        assertThat(FollowingWatch.wrong(List.of(told(position, taken, head)), TAKEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 20", "10, 3, 19", "20, 4, 30", "9, 1, 9"})
    void any_other_count_is_wrong(long position, int taken, long head) {
        assertThat(FollowingWatch.wrong(List.of(told(position, taken, head)), TAKEN)).hasSize(1);
    }

    @Test
    void a_rebuild_is_of_a_million_events_unless_told_otherwise() {
        assertThat(RebuildBench.Options.parse(List.of()))
                .isEqualTo(new RebuildBench.Options(1_000_000, false));
        assertThat(RebuildBench.Options.parse(words("--json --events 50000000")))
                .isEqualTo(new RebuildBench.Options(50_000_000, true));
    }

    @Test
    void ten_thousand_watch_unless_told_otherwise() {
        assertThat(LiveBench.Options.parse(List.of()))
                .isEqualTo(new LiveBench.Options(10_000, false));
        assertThat(LiveBench.Options.parse(words("--subscribers 100000 --json")))
                .isEqualTo(new LiveBench.Options(100_000, true));
    }

    @ParameterizedTest
    @CsvSource({
        "--events 0, --events takes a number from 1 to 50000000",
        "--events 50000001, --events takes a number from 1 to 50000000",
        "--subscribers 1, unknown option --subscribers",
    })
    void what_a_rebuild_does_not_understand_is_refused(String line, String message) {
        assertThatThrownBy(() -> RebuildBench.Options.parse(words(line)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void more_subscribers_than_open_files_are_refused_with_what_to_do() {
        LiveBench.Options options = new LiveBench.Options(10_000, false);

        assertThat(options.problem(10_500)).isEmpty();
        assertThat(options.problem(10_499))
                .contains(
                        "10000 subscribers need 10500 open files, and a process may have 10499:"
                                + " raise it (ulimit -n)");
    }

    @Test
    void a_rebuild_is_good_if_nothing_differs_and_no_reader_was_failed() {
        assertThat(rebuilt(0, 0).isGood()).isTrue();
        assertThat(rebuilt(1, 0).isGood()).isFalse();
        assertThat(rebuilt(0, 1).isGood()).isFalse();
    }

    @Test
    void a_rebuild_is_told_in_events_a_second() {
        assertThat(printed(rebuilt(2, 0)::print))
                .contains("a log of 1,000 events, written in 2.0 s (500 events/s)")
                .containsPattern("sales +100 events/s   \\(10.0 s\\)   2 DIFFERENCES")
                .containsPattern("reads meanwhile +1 answered, 0 failed");
        assertThat(rebuilt(2, 0).json().path("alone").path(0).path("differences").asInt())
                .isEqualTo(2);
    }

    @Test
    void live_updates_are_good_if_all_heard_the_last_within_a_second() {
        assertThat(live(2, Duration.ofSeconds(1)).isGood()).isTrue();
        assertThat(live(2, Duration.ofMillis(1_001)).isGood()).isFalse();
        assertThat(live(1, Duration.ofSeconds(1)).isGood()).isFalse();
    }

    @Test
    void live_updates_are_told_in_memory_and_time() {
        assertThat(printed(live(2, Duration.ofMillis(70))::print))
                .contains("the latest after 70 ms   as promised")
                .contains("100 MB before, 101 MB connected, 102 MB after the sale")
                .containsPattern("per subscriber +1024.0 kB");
        assertThat(live(2, Duration.ofMillis(70)).json().path("latestMillis").asLong())
                .isEqualTo(70);
    }

    @Test
    void a_hundred_thousand_holds_end_unless_told_otherwise() {
        assertThat(ExpiryBench.options(List.of()))
                .isEqualTo(new BesideOptions(100_000, 2, Duration.ofSeconds(10), false));
        assertThat(ExpiryBench.options(words("--holds 500 --connections 4 --seconds 3 --json")))
                .isEqualTo(new BesideOptions(500, 4, Duration.ofSeconds(3), true));
    }

    @Test
    void expiry_is_good_if_every_hold_was_released_within_five_seconds_without_an_error() {
        assertThat(expired(100, Duration.ofSeconds(5), 0).isGood()).isTrue();
        assertThat(expired(99, Duration.ofSeconds(5), 0).isGood()).isFalse();
        assertThat(expired(100, Duration.ofMillis(5_001), 0).isGood()).isFalse();
        assertThat(expired(100, Duration.ofSeconds(5), 1).isGood()).isFalse();
    }

    @Test
    void expiry_is_told_in_time_and_in_what_buyers_felt() {
        assertThat(printed(expired(100, Duration.ofMillis(4_200), 0)::print))
                .containsPattern("released +100 +in 4.20 s +as promised")
                .contains("p50 2.0 ms, p99 9.0 ms");
        assertThat(expired(100, Duration.ofMillis(4_200), 0).json().path("releasedSeconds"))
                .hasToString("4.2");
    }

    @Test
    void an_event_of_ten_thousand_paid_reservations_is_called_off_unless_told_otherwise() {
        assertThat(CancellationBench.options(List.of()))
                .isEqualTo(new BesideOptions(10_000, 2, Duration.ofSeconds(10), false));
        assertThat(
                        CancellationBench.options(
                                words("--reservations 500 --connections 4 --seconds 3 --json")))
                .isEqualTo(new BesideOptions(500, 4, Duration.ofSeconds(3), true));
    }

    @Test
    void a_cancellation_is_good_if_each_payment_went_back_once_within_a_minute() {
        Duration minute = Duration.ofMinutes(1);

        assertThat(calledOff(100, minute, 100, 0).isGood()).isTrue();
        assertThat(calledOff(99, minute, 100, 0).isGood()).isFalse();
        assertThat(calledOff(101, minute, 100, 0).isGood()).isFalse();
        assertThat(calledOff(100, minute.plusMillis(1), 100, 0).isGood()).isFalse();
        assertThat(calledOff(100, minute, 99, 0).isGood()).isFalse();
        assertThat(calledOff(100, minute, 100, 1).isGood()).isFalse();
    }

    @Test
    void a_cancellation_is_told_in_time_and_in_what_others_felt() {
        CancellationBenchReport report = calledOff(100, Duration.ofMillis(4_200), 100, 0);

        assertThat(printed(report::print))
                .containsPattern("refunded +100 +in 4.20 s +as promised")
                .containsPattern("told by mail +100 +in 5.00 s")
                .contains("p50 2.0 ms, p99 9.0 ms");
        assertThat(report.json().path("refundedSeconds")).hasToString("4.2");
    }

    @Test
    void a_sale_is_exact_if_the_database_has_what_was_acknowledged_and_nothing_failed() {
        assertThat(sold(0, 400, Optional.empty()).isExact()).isTrue();
        assertThat(sold(0, 399, Optional.empty()).isExact()).isFalse();
        assertThat(sold(0, 401, Optional.empty()).isExact()).isFalse();
        assertThat(sold(1, 400, Optional.empty()).isExact()).isFalse();
    }

    @Test
    void a_sale_is_exact_only_if_those_that_follow_have_come_up_and_told_the_truth() {
        Optional<Duration> soon = Optional.of(Duration.ofMillis(80));

        assertThat(sold(0, 400, followed(soon, List.of(), true)).isExact()).isTrue();
        assertThat(sold(0, 400, followed(Optional.empty(), List.of(), true)).isExact()).isFalse();
        assertThat(sold(0, 400, followed(soon, List.of("7 taken"), true)).isExact()).isFalse();
        assertThat(sold(0, 400, followed(soon, List.of(), false)).isExact()).isFalse();
    }

    @Test
    void a_sale_is_told_a_second_and_against_what_the_database_could_do() {
        BenchReport report = sold(0, 400, Optional.empty());

        assertThat(report.acceptedPerSecond()).isEqualTo(40);
        assertThat(report.json().path("acceptedPerSecond").asDouble()).isEqualTo(40);
        assertThat(report.json().path("commitsPerSecond").asDouble()).isEqualTo(2);
        assertThat(report.json().path("averageBatch").asDouble()).isEqualTo(20);
        assertThat(report.json().path("eventsPerSecond").asDouble()).isEqualTo(80);
        assertThat(report.json().path("ratioToCeiling").asDouble()).isEqualTo(0.4);
        assertThat(printed(report::print))
                .contains("flash-sale: 128 connections, 10.0 s after 3.0 s of warm-up")
                .containsPattern("in the database +400   as acknowledged")
                .containsPattern("conflicts +4   \\(1.00 % of commands\\)")
                .containsPattern("ratio to ceiling +0.40")
                .contains("nothing followed the log");
    }

    @Test
    void without_a_ceiling_there_is_no_ratio_to_it() {
        assertThat(sold(0, 400, Optional.empty(), 0).json().path("ratioToCeiling").asDouble())
                .isZero();
    }

    @Test
    void the_figures_of_a_sale_have_names_that_stay() {
        assertThat(keys(sold(0, 400, Optional.empty()))).containsExactlyElementsOf(OF_A_SALE);
    }

    @Test
    void those_that_follow_add_theirs_and_leave_out_what_did_not_come() {
        List<String> always =
                List.of(
                        "lagPositions",
                        "lagSeconds",
                        "liveMessages",
                        "liveLagPositions",
                        "liveWrong",
                        "liveLastIsTrue");
        List<String> inTime = List.of("secondsUntilLagUnderOneSecond", "secondsUntilLagIsZero");
        Optional<Duration> soon = Optional.of(Duration.ofMillis(80));

        assertThat(keys(sold(0, 400, followed(Optional.empty(), List.of(), true))))
                .containsExactlyInAnyOrderElementsOf(both(OF_A_SALE, always));
        assertThat(keys(sold(0, 400, followed(soon, List.of(), true))))
                .containsExactlyInAnyOrderElementsOf(both(both(OF_A_SALE, always), inTime));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<String> keys(BenchReport report) {
        List<String> keys = new ArrayList<>();
        report.json().fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Optional<FollowingWatch.Seen> followed(
            Optional<Duration> zero, List<String> wrong, boolean lastIsTrue) {
        return Optional.of(
                new FollowingWatch.Seen(
                        30,
                        Duration.ofMillis(250),
                        zero,
                        zero,
                        new FollowingWatch.LiveSeen(50, 5, wrong, lastIsTrue)));
    }

    private static BenchReport sold(
            long errors, long counted, Optional<FollowingWatch.Seen> following) {
        return sold(errors, counted, following, 200);
    }

    /** Ten seconds in which 400 of 410 holds were accepted. */
    private static BenchReport sold(
            long errors, long counted, Optional<FollowingWatch.Seen> following, double ceiling) {
        Histogram latency = new Histogram(1_000_000, 3);
        latency.recordValue(1_000);
        return new BenchReport(
                BenchOptions.parse(words("flash-sale")),
                Duration.ofSeconds(3),
                new LoadGenerator.Result(400, 10, errors, 10, latency),
                new WriteStatistics(5, 100, 200, 1, 0, 0),
                new WriteStatistics(25, 500, 1_000, 5, 10, 0),
                following,
                counted,
                ceiling);
    }

    private static CancellationBenchReport calledOff(
            long refunded, Duration returned, long mailed, long errors) {
        return new CancellationBenchReport(
                new BesideOptions(100, 2, Duration.ofSeconds(10), false),
                refunded,
                returned,
                mailed,
                Duration.ofSeconds(5),
                new BenchBuyers(1_000, 1, 5, 0),
                new BenchBuyers(800, 2, 9, errors));
    }

    private static ExpiryBenchReport expired(long released, Duration lasted, long errors) {
        return new ExpiryBenchReport(
                new BesideOptions(100, 2, Duration.ofSeconds(10), false),
                released,
                lasted,
                new BenchBuyers(1_000, 1, 5, 0),
                new BenchBuyers(800, 2, 9, errors));
    }

    private static Told told(long position, int taken, long head) {
        return new Told(new Position(position), taken, new Position(head));
    }

    private static RebuildBenchReport rebuilt(int differences, long failed) {
        Histogram latency = new Histogram(1_000_000, 3);
        latency.recordValue(1_000);
        var sales =
                List.of(
                        new RebuildBenchReport.OfConsumer(
                                "sales", Duration.ofSeconds(10), differences));
        return new RebuildBenchReport(
                1_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                sales,
                sales,
                Duration.ofSeconds(10),
                new BenchReaders.Reads(failed, latency));
    }

    private static LiveBenchReport live(int told, Duration latest) {
        return new LiveBenchReport(
                new LiveBench.Options(2, false),
                2,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                7,
                new Subscribers.Heard(14, told, 0, 0),
                latest,
                new LiveBenchReport.Memory(100, 101, 102));
    }

    private static String printed(Consumer<PrintStream> print) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        print.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" ", -1));
    }
}
