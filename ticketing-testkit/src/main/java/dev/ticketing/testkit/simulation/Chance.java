package dev.ticketing.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One source of chance, for one concern: what one concern draws does not shift what others draw, so
 * that a run without one of its faults is otherwise the same. For one thread.
 */
public final class Chance {

    private static final long MICROS = 1_000;

    private final SplittableRandom random;

    private Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The same for the same seed and concern. */
    public static Chance of(long seed, String concern) {
        long mixed = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < concern.length(); i++) {
            mixed = (mixed ^ concern.charAt(i)) * 0xFF51AFD7ED558CCDL;
            mixed ^= mixed >>> 32;
        }
        return new Chance(mixed);
    }

    /**
     * Whether something happens.
     *
     * @param rate how often, from 0 to 1
     */
    public boolean happens(double rate) {
        return random.nextDouble() < rate;
    }

    /** From 0 to below a bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** From one number to another, both included. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** From one number to another, both included, and small ones as often as large ones. */
    public int spread(int least, int most) {
        double factor = (double) most / least;
        return (int) Math.min(most, Math.round(least * Math.pow(factor, random.nextDouble())));
    }

    /** From zero to below a length, in microseconds; zero if there are none. */
    public Duration below(Duration length) {
        long micros = length.toNanos() / MICROS;
        return micros == 0 ? Duration.ZERO : Duration.ofNanos(random.nextLong(micros) * MICROS);
    }

    /** From one length to below another, in microseconds. */
    public Duration between(Duration least, Duration most) {
        return least.plus(below(most.minus(least)));
    }

    public <T> T oneOf(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
