package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.app.bench.Subscribers;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What was measured of live updates.
 *
 * @param connecting until all were connected and knew the present state
 * @param sale from its begin until everybody had heard the last of it
 * @param cpu that the server used meanwhile
 * @param sold holds that were made
 * @param latest how long after the last change the last of them had heard of it
 */
record LiveBenchReport(
        LiveBench.Options options,
        int connected,
        Duration connecting,
        Duration sale,
        Duration cpu,
        int sold,
        Subscribers.Heard heard,
        Duration latest,
        Memory memory) {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final double KILOBYTES = 1_024;

    /** The server's resident memory, in megabytes. */
    record Memory(long before, long connected, long after) {}

    /** Whether everybody was told the last of it within a second. */
    boolean isGood() {
        return connected == options.subscribers()
                && heard.told() == connected
                && latest.compareTo(SOON) <= 0;
    }

    private double messagesPerSecond() {
        return heard.messages() / Math.max(0.001, seconds(sale));
    }

    private double kilobytesEach() {
        return connected == 0 ? 0 : (memory.after() - memory.before()) * KILOBYTES / connected;
    }

    private double processors() {
        return seconds(cpu) / Math.max(0.001, seconds(sale));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                live: %,d subscribers of one event, %,d holds in %.1f s

                  connected           %,10d   in %.1f s
                  lost                %,10d
                  messages            %,10d   (%,.0f /s)
                  heard the last      %,10d   the latest after %d ms   %s
                  server memory       %,10d MB before, %,d MB connected, %,d MB after the sale
                    per subscriber    %10.1f kB
                  server processor    %10.2f   of one
                """,
                options.subscribers(),
                sold,
                seconds(sale),
                connected,
                seconds(connecting),
                heard.lost(),
                heard.messages(),
                messagesPerSecond(),
                heard.told(),
                latest.toMillis(),
                isGood() ? "as promised" : "NOT as promised",
                memory.before(),
                memory.connected(),
                memory.after(),
                kilobytesEach(),
                processors());
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("subscribers", options.subscribers());
        json.put("connected", connected);
        json.put("connectingSeconds", seconds(connecting));
        json.put("lost", heard.lost());
        json.put("holds", sold);
        json.put("saleSeconds", seconds(sale));
        json.put("messages", heard.messages());
        json.put("messagesPerSecond", messagesPerSecond());
        json.put("heardTheLast", heard.told());
        json.put("latestMillis", latest.toMillis());
        json.put("memoryBeforeMegabytes", memory.before());
        json.put("memoryConnectedMegabytes", memory.connected());
        json.put("memoryAfterMegabytes", memory.after());
        json.put("kilobytesPerSubscriber", kilobytesEach());
        json.put("processors", processors());
        return json;
    }
}
