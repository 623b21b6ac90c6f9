package dev.ticketing.testkit.simulation;

/** What people do in a simulated world. An instance belongs to one world alone. */
public interface Workload {

    /** Makes what is there before anything goes wrong: shows on sale, say. May wait for answers. */
    void prepare(SimulatedWorld world);

    /**
     * The next thing that somebody does, at a moment of the world's choice. Does not wait: what
     * comes of it is seen to when the answer comes.
     */
    void operate(SimulatedWorld world);

    /** What has to hold at the end, when everything has been repaired, beside what always does. */
    default void check(SimulatedWorld world) {}
}
