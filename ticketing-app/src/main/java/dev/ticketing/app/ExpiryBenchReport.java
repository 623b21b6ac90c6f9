package dev.ticketing.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What was measured of holds that end at the same instant.
 *
 * @param released holds whose end was recorded
 * @param lasted from that instant until the last of it was
 * @param before how buyers fared before it
 * @param during how they fared from it on
 */
record ExpiryBenchReport(
        BesideOptions options,
        long released,
        Duration lasted,
        BenchBuyers before,
        BenchBuyers during) {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** Whether every hold was released soon, and nobody who bought meanwhile met an error. */
    boolean isGood() {
        return released >= options.amount()
                && lasted.compareTo(SOON) <= 0
                && before.errors() + during.errors() == 0;
    }

    private double seconds() {
        return lasted.toMillis() / 1_000.0;
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                """
                expiry: %,d holds of one section that end at the same instant

                  released            %,10d   in %.2f s   %s
                  buyers before       %,10.0f /s   p50 %.1f ms, p99 %.1f ms
                  buyers from then on %,10.0f /s   p50 %.1f ms, p99 %.1f ms
                  errors              %,10d
                """,
                options.amount(),
                released,
                seconds(),
                isGood() ? "as promised" : "NOT as promised",
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
        json.put("scenario", "expiry");
        json.put("holds", options.amount());
        json.put("connections", options.connections());
        json.put("released", released);
        json.put("releasedSeconds", seconds());
        before.write(json.putObject("before"));
        during.write(json.putObject("during"));
        return json;
    }
}
