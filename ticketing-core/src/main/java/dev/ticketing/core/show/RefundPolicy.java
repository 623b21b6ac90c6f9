package dev.ticketing.core.show;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of a payment a customer gets back who cancels: the percentage of the first step whose
 * hours before the start are still ahead, and nothing after the last.
 */
public record RefundPolicy(List<Step> steps) {

    public static final int MAX_STEPS = 20;

    /** All until a week before the start, half until three days before, then nothing. */
    public static final RefundPolicy DEFAULT =
            new RefundPolicy(List.of(new Step(168, 100), new Step(72, 50)));

    /**
     * One percentage, and how long it holds.
     *
     * @param untilHoursBefore up to and including this many hours before the start
     * @param percent of the captured amount, 0–100
     */
    public record Step(int untilHoursBefore, int percent) {

        public static final int MAX_HOURS = 87_600;

        public Step {
            if (untilHoursBefore < 0 || untilHoursBefore > MAX_HOURS) {
                throw new IllegalArgumentException("untilHoursBefore: " + untilHoursBefore);
            }
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("percent: " + percent);
            }
        }
    }

    public RefundPolicy {
        steps = List.copyOf(steps);
        if (steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException("steps: " + steps.size());
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).untilHoursBefore >= steps.get(i - 1).untilHoursBefore) {
                throw new IllegalArgumentException("steps come closer to the start one by one");
            }
        }
    }

    /** The percentage that a cancellation at {@code now} gives back. */
    public int percentAt(Instant now, Instant startsAt) {
        for (Step step : steps) {
            Instant until = startsAt.minus(Duration.ofHours(step.untilHoursBefore));
            if (!now.isAfter(until)) {
                return step.percent;
            }
        }
        return 0;
    }
}
