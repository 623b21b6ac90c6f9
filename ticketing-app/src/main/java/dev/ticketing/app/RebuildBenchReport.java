package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How fast read models were built.
 *
 * @param events in the log
 * @param filling how long it took to write them
 * @param first how long the first copies took, all together
 * @param alone rebuilt one after the other
 * @param together rebuilt all at once
 * @param togetherTook until the last of them served
 */
record RebuildBenchReport(
        long events,
        Duration filling,
        Duration first,
        List<OfConsumer> alone,
        List<OfConsumer> together,
        Duration togetherTook,
        BenchReaders.Reads reads) {

    private static final double MICROS_PER_MILLI = 1_000;

    RebuildBenchReport {
        alone = List.copyOf(alone);
        together = List.copyOf(together);
    }

    /**
     * One of them.
     *
     * @param took until it served
     * @param differences between the old copy and the new one, at most ten
     */
    record OfConsumer(String name, Duration took, int differences) {}

    /** Whether new copies are as the old ones, and no reader was failed. */
    boolean isGood() {
        return alone.stream().allMatch(each -> each.differences() == 0)
                && together.stream().allMatch(each -> each.differences() == 0)
                && reads.failed() == 0
                && reads.answered() > 0;
    }

    private double perSecond(Duration time) {
        return events * 1_000.0 / Math.max(1, time.toMillis());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private double millis(double percentile) {
        return reads.latency().getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private Duration aloneTook() {
        return alone.stream().map(OfConsumer::took).reduce(Duration.ZERO, Duration::plus);
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                rebuild: a log of %,d events, written in %.1f s (%,.0f events/s)

                  first copies, all   %,10.0f events/s   (%.1f s)

                  one after the other
                """,
                events,
                seconds(filling),
                perSecond(filling),
                perSecond(first),
                seconds(first));
        alone.forEach(each -> print(each, out));
        out.printf(
                Locale.ROOT,
                "    %-17s %,10.0f events/s   (%.1f s)%n%n  all at once%n",
                "all of these",
                perSecond(aloneTook()),
                seconds(aloneTook()));
        together.forEach(each -> print(each, out));
        out.printf(
                Locale.ROOT,
                """
                    %-17s %,10.0f events/s   (%.1f s)

                  reads meanwhile     %,10d answered, %,d failed
                  p50 / p99 / most    %10.1f / %.1f / %.1f ms
                """,
                "all",
                perSecond(togetherTook),
                seconds(togetherTook),
                reads.answered(),
                reads.failed(),
                millis(50),
                millis(99),
                millis(100));
    }

    private void print(OfConsumer each, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "    %-17s %,10.0f events/s   (%.1f s)   %s%n",
                each.name(),
                perSecond(each.took()),
                seconds(each.took()),
                each.differences() == 0 ? "same as before" : each.differences() + " DIFFERENCES");
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("events", events);
        json.put("fillingSeconds", seconds(filling));
        json.put("firstCopiesSeconds", seconds(first));
        json.put("firstCopiesEventsPerSecond", perSecond(first));
        put(json.putArray("alone"), alone);
        json.put("aloneSeconds", seconds(aloneTook()));
        put(json.putArray("together"), together);
        json.put("togetherSeconds", seconds(togetherTook));
        json.put("togetherEventsPerSecond", perSecond(togetherTook));
        json.put("readsAnswered", reads.answered());
        json.put("readsFailed", reads.failed());
        json.put("readP50Millis", millis(50));
        json.put("readP99Millis", millis(99));
        json.put("readMaxMillis", millis(100));
        return json;
    }

    private void put(ArrayNode array, List<OfConsumer> consumers) {
        for (OfConsumer each : consumers) {
            array.addObject()
                    .put("consumer", each.name())
                    .put("seconds", seconds(each.took()))
                    .put("eventsPerSecond", perSecond(each.took()))
                    .put("differences", each.differences());
        }
    }
}
