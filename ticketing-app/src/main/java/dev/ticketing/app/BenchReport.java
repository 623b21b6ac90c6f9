package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.app.bench.Ceiling;
import dev.ticketing.app.bench.LoadGenerator;
import dev.ticketing.core.mailbox.WriteStatistics;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What a benchmark has measured. */
record BenchReport(
        BenchOptions options,
        Duration warmUp,
        LoadGenerator.Result load,
        WriteStatistics before,
        WriteStatistics after,
        Optional<FollowingWatch.Seen> following,
        long countedInDatabase,
        double ceilingEventsPerSecond) {

    private static final double MICROS_PER_MILLI = 1_000;

    double acceptedPerSecond() {
        return perSecond(load.accepted());
    }

    private double perSecond(long count) {
        return load.seconds() == 0 ? 0 : (double) count / load.seconds();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private long units() {
        return after.units() - before.units();
    }

    private long commits() {
        return after.commits() - before.commits();
    }

    private long conflicts() {
        return after.conflicts() - before.conflicts();
    }

    private double eventsPerSecond() {
        return perSecond(after.events() - before.events());
    }

    private double averageBatch() {
        return commits() == 0 ? 0 : (double) units() / commits();
    }

    private double ratioToCeiling() {
        return ceilingEventsPerSecond == 0 ? 0 : eventsPerSecond() / ceilingEventsPerSecond;
    }

    private double millis(double percentile) {
        return load.latency().getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /** Whether the database holds exactly what was acknowledged, and those that follow agree. */
    boolean isExact() {
        return countedInDatabase == load.accepted()
                && load.errors() == 0
                && following.stream().allMatch(BenchReport::isTrue);
    }

    private static boolean isTrue(FollowingWatch.Seen seen) {
        return seen.zero().isPresent() && seen.live().wrong().isEmpty() && seen.live().lastIsTrue();
    }

    void print(PrintStream out) {
        String unit =
                switch (options.scenario()) {
                    case FLASH_SALE -> "holds";
                    case FLASH_SALE_SEATS -> "sales";
                };
        out.printf(
                Locale.ROOT,
                """
                %s: %d connections, %.1f s after %.1f s of warm-up

                  accepted            %,10.0f %s/s   (%,d)
                  refused             %,10d
                  errors              %,10d
                  p50 / p99 / p99.9   %10.1f / %.1f / %.1f ms
                  in the database     %,10d   %s

                  commits             %,10.0f /s
                  average batch       %10.1f commands
                  events              %,10.0f /s
                  conflicts           %,10d   (%.2f %% of commands)
                  ceiling             %,10.0f events/s   (batches of %d, no application)
                  ratio to ceiling    %10.2f
                """,
                options.scenario().word(),
                options.connections(),
                load.seconds(),
                seconds(warmUp),
                perSecond(load.accepted()),
                unit,
                load.accepted(),
                load.refused(),
                load.errors(),
                millis(50),
                millis(99),
                millis(99.9),
                countedInDatabase,
                isExact() ? "as acknowledged" : "NOT as acknowledged",
                perSecond(commits()),
                averageBatch(),
                eventsPerSecond(),
                conflicts(),
                units() == 0 ? 0 : 100.0 * conflicts() / units(),
                ceilingEventsPerSecond,
                Ceiling.BATCH,
                ratioToCeiling());
        following.ifPresentOrElse(
                seen -> print(seen, out), () -> out.println("  nothing followed the log\n"));
    }

    private static void print(FollowingWatch.Seen seen, PrintStream out) {
        out.printf(
                Locale.ROOT,
                """

                  read models behind  %,10d positions, %.2f s at most
                    after the end     %10s s until less than a second, %s s until nothing
                  live updates        %,10d messages, %,d positions behind at most
                    wrong             %10d   (the last one %s)
                """,
                seen.lagPositions(),
                seconds(seen.lag()),
                inWords(seen.soon()),
                inWords(seen.zero()),
                seen.live().messages(),
                seen.live().lagPositions(),
                seen.live().wrong().size(),
                seen.live().lastIsTrue() ? "is true" : "is NOT true");
        seen.live().wrong().stream().limit(10).forEach(wrong -> out.println("      " + wrong));
        out.println();
    }

    private static String inWords(Optional<Duration> time) {
        return time.map(known -> String.format(Locale.ROOT, "%.2f", seconds(known)))
                .orElse("more than 30");
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("scenario", options.scenario().word());
        json.put("seconds", load.seconds());
        json.put("warmUpSeconds", seconds(warmUp));
        json.put("connections", options.connections());
        json.put("accepted", load.accepted());
        json.put("acceptedPerSecond", perSecond(load.accepted()));
        json.put("refused", load.refused());
        json.put("errors", load.errors());
        json.put("p50Millis", millis(50));
        json.put("p99Millis", millis(99));
        json.put("p999Millis", millis(99.9));
        json.put("countedInDatabase", countedInDatabase);
        json.put("commitsPerSecond", perSecond(commits()));
        json.put("averageBatch", averageBatch());
        json.put("eventsPerSecond", eventsPerSecond());
        json.put("conflicts", conflicts());
        json.put("ceilingEventsPerSecond", ceilingEventsPerSecond);
        json.put("ratioToCeiling", ratioToCeiling());
        json.put("consumers", following.isPresent());
        following.ifPresent(seen -> put(seen, json));
        return json;
    }

    private static void put(FollowingWatch.Seen seen, ObjectNode json) {
        json.put("lagPositions", seen.lagPositions());
        json.put("lagSeconds", seconds(seen.lag()));
        seen.soon().ifPresent(time -> json.put("secondsUntilLagUnderOneSecond", seconds(time)));
        seen.zero().ifPresent(time -> json.put("secondsUntilLagIsZero", seconds(time)));
        json.put("liveMessages", seen.live().messages());
        json.put("liveLagPositions", seen.live().lagPositions());
        json.put("liveWrong", seen.live().wrong().size());
        json.put("liveLastIsTrue", seen.live().lastIsTrue());
    }
}
