package dev.ticketing.testkit.simulation;

import dev.ticketing.core.log.LogUnavailable;

import java.io.IOException;
import java.time.Duration;

/** How it stands with the log at the moment: for all servers alike. */
final class Weather {

    private static final Duration LONGEST_COMMIT = Duration.ofMillis(500);

    private final Timeline time;
    private final Faults faults;
    private long slowUntil;
    private long stalledUntil;

    Weather(Timeline time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    /** It may turn, for a while. */
    void turn() {
        if (faults.strikes(Fault.SLOW_LOG)) {
            slowUntil = time.now() + Timeline.micros(length(Fault.SLOW_LOG));
        }
        if (faults.strikes(Fault.STALLED_LOG)) {
            stalledUntil = time.now() + Timeline.micros(length(Fault.STALLED_LOG));
        }
    }

    private Duration length(Fault fault) {
        return faults.chanceOf(fault).between(Duration.ofMillis(100), Duration.ofSeconds(8));
    }

    /** How long a step of writing takes. */
    Duration delay() {
        return faults.areRaging() && time.now() < slowUntil
                ? faults.chanceOf(Fault.SLOW_LOG).below(LONGEST_COMMIT)
                : Duration.ZERO;
    }

    void requireLog() {
        if (faults.areRaging() && time.now() < stalledUntil) {
            throw unavailable("the log");
        }
    }

    static LogUnavailable unavailable(String what) {
        return new LogUnavailable(what + " cannot be reached", new IOException("simulated"));
    }
}
