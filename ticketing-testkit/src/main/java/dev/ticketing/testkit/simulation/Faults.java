package dev.ticketing.testkit.simulation;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which faults strike in one world, each at its own rate and by its own chance, and how often they
 * have. For one thread.
 */
final class Faults {

    /** Of the faults that may, so many belong to a world, on average. */
    private static final double SHARE = 0.35;

    private final Map<Fault, Dice> drawn = new EnumMap<>(Fault.class);
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private boolean raging;

    private record Dice(Chance chance, double rate) {}

    Faults(long seed, SimulationOptions options) {
        for (Fault fault : Fault.values()) {
            counts.put(fault, 0L);
            Chance chance = Chance.of(seed, fault.name());
            boolean belongs = chance.happens(SHARE);
            double rate = fault.most() * Math.max(0.1, chance.below(100) / 100.0);
            if (fault.isDrawn() && belongs && options.faults().contains(fault)) {
                drawn.put(fault, new Dice(chance, rate));
            }
        }
    }

    /** From now on they strike. */
    void begin() {
        raging = true;
    }

    /** From now on none strikes any more. */
    void end() {
        raging = false;
    }

    boolean areRaging() {
        return raging;
    }

    /** Whether a fault strikes here and now; then it is counted. */
    boolean strikes(Fault fault) {
        if (!raging) {
            return false;
        }
        Dice dice = drawn.get(fault);
        if (dice == null || !dice.chance.happens(dice.rate)) {
            return false;
        }
        count(fault);
        return true;
    }

    /** Whether a fault belongs to this world. */
    boolean mayStrike(Fault fault) {
        return drawn.containsKey(fault);
    }

    /** What decides about the circumstances of a fault of this world. */
    Chance chanceOf(Fault fault) {
        Dice dice = drawn.get(fault);
        if (dice == null) {
            throw new IllegalStateException("not of this world: " + fault);
        }
        return dice.chance;
    }

    void count(Fault fault) {
        counts.merge(fault, 1L, Long::sum);
    }

    Map<Fault, Long> counts() {
        return counts;
    }
}
