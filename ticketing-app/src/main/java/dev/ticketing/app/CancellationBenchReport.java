package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What was measured of an event that was called off.
 *
 * @param refunded payments that went back, by the provider's own books
 * @param returned from the request until all was given back
 * @param mailed buyers who were told
 * @param told from the request until the last of them was
 * @param before how buyers at another event fared before it
 * @param during how they fared from it on
 */
record CancellationBenchReport(
        BesideOptions options,
        long refunded,
        Duration returned,
        long mailed,
        Duration told,
        BenchBuyers before,
        BenchBuyers during) {

    private static final Duration PROMISED = Duration.ofMinutes(1);

    /**
     * Whether each payment went back once, everybody was told, all within a minute, and nobody who
     * bought something else met an error.
     */
    boolean isGood() {
        return refunded == options.amount()
                && mailed == options.amount()
                && returned.compareTo(PROMISED) <= 0
                && before.errors() + during.errors() == 0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                cancellation: an event of %,d paid reservations

                  refunded            %,10d   in %.2f s   %s
                  told by mail        %,10d   in %.2f s
                  buyers before       %,10.0f /s   p50 %.1f ms, p99 %.1f ms   at another event
                  buyers from then on %,10.0f /s   p50 %.1f ms, p99 %.1f ms
                  errors              %,10d
                """,
                options.amount(),
                refunded,
                seconds(returned),
                isGood() ? "as promised" : "NOT as promised",
                mailed,
                seconds(told),
                before.perSecond(),
                before.p50Millis(),
                before.p99Millis(),
                during.perSecond(),
                during.p50Millis(),
                during.p99Millis(),
                before.errors() + during.errors());
    }

    ObjectNode json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("scenario", "cancellation");
        json.put("reservations", options.amount());
        json.put("connections", options.connections());
        json.put("refunded", refunded);
        json.put("refundedSeconds", seconds(returned));
        json.put("mailed", mailed);
        json.put("mailedSeconds", seconds(told));
        before.write(json.putObject("before"));
        during.write(json.putObject("during"));
        return json;
    }
}
