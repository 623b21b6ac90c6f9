package dev.ticketing.app;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.ticketing.app.bench.HoldScript;
import dev.ticketing.app.bench.LoadGenerator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How buyers fare who hold one place after the other while something else is measured.
 *
 * @param perSecond places that they hold
 */
record BenchBuyers(double perSecond, double p50Millis, double p99Millis, long errors) {

    private static final double MICROS = 1_000;

    /**
     * Has them hold.
     *
     * @param buyer the access token of all
     * @param connections of each of which one is asked for after the other
     */
    static BenchBuyers hold(
            Server server, String buyer, String event, int connections, Duration duration) {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        List<HoldScript> scripts =
                Stream.generate(() -> new HoldScript(buyer, event, BenchEvent.SECTION))
                        .limit(connections)
                        .toList();
        LoadGenerator.Result result = new LoadGenerator(address, 1).run(scripts, duration);
        return new BenchBuyers(
                result.accepted() / result.seconds(),
                result.latency().getValueAtPercentile(50) / MICROS,
                result.latency().getValueAtPercentile(99) / MICROS,
                result.errors());
    }

    void write(ObjectNode json) {
        json.put("acceptedPerSecond", perSecond);
        json.put("p50Millis", p50Millis);
        json.put("p99Millis", p99Millis);
        json.put("errors", errors);
    }
}
