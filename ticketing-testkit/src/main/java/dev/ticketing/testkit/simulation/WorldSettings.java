package dev.ticketing.testkit.simulation;

import dev.ticketing.core.application.LateCapture;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.mailbox.MailboxLimits;

import java.time.Duration;
import java.util.List;

/**
 * What a seed has drawn of how its world is set up.
 *
 * @param nodes servers
 * @param operations that people wish for
 * @param jitterMicros how late a task begins, at most
 * @param slack to which timers that are seldom are rounded up
 * @param latency of the network, at most
 * @param patience of a client, before it asks again
 * @param mailing whether buyers are told by mail
 */
record WorldSettings(
        int nodes,
        int operations,
        int jitterMicros,
        Duration slack,
        Duration latency,
        Duration patience,
        boolean mailing,
        Ticketing.Options choices,
        MailboxLimits limits) {

    private static final int FEWEST = 4;

    private static final List<Integer> NODES = List.of(1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 5);

    private static final List<Duration> SLACKS =
            List.of(
                    Duration.ofMillis(800),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(4));

    static WorldSettings draw(Chance chance, SimulationOptions options) {
        int nodes = Math.min(options.nodes(), chance.oneOf(NODES));
        int operations = chance.spread(FEWEST, Math.max(FEWEST, options.operations()));
        return new WorldSettings(
                nodes,
                Math.min(operations, options.operations()),
                chance.happens(0.3) ? 0 : chance.spread(10, 20_000),
                chance.oneOf(SLACKS),
                Duration.ofMillis(chance.spread(1, 200)),
                Duration.ofMillis(chance.spread(200, 8_000)),
                chance.happens(0.06),
                new Ticketing.Options(chance.oneOf(List.of(LateCapture.values()))),
                limits(chance));
    }

    private static MailboxLimits limits(Chance chance) {
        return new MailboxLimits(
                chance.spread(5, 5_000),
                chance.spread(20, 50_000),
                chance.spread(1, 500),
                chance.between(1, 20),
                chance.spread(1, 1_000),
                chance.spread(5, 20_000));
    }
}
