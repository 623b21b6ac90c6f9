package dev.ticketing.testkit.simulation;

import java.util.List;

/**
 * What must never be, and was.
 *
 * @param message what is wrong
 * @param seed of the run; with {@code options} it shows again
 * @param shrunk the least that still shows it; the options themselves if nothing was tried
 * @param story what had happened to the reservation in question, if there is one
 */
public record Violation(
        String message,
        long seed,
        SimulationOptions options,
        SimulationOptions shrunk,
        List<String> story) {

    public Violation {
        story = List.copyOf(story);
    }

    /** The rule that it breaks: what the message begins with. */
    String kind() {
        int end = message.indexOf(':');
        return end < 0 ? message : message.substring(0, end);
    }

    Violation shrunkTo(SimulationOptions less, Violation seen) {
        return new Violation(message, seed, options, less, seen.story);
    }

    /** Everything that is needed to see it again from the command line, for people. */
    public String told() {
        return told("./simulate --seed " + seed + ' ' + shrunk.arguments());
    }

    /**
     * As {@link #told()}.
     *
     * @param again how it is run again
     */
    String told(String again) {
        StringBuilder told = new StringBuilder();
        told.append(seed).append(": ").append(message).append('\n');
        told.append("  with ").append(options).append('\n');
        told.append("  least ").append(shrunk).append('\n');
        told.append("  ").append(again).append('\n');
        story.forEach(line -> told.append("  ").append(line).append('\n'));
        return told.toString();
    }
}
