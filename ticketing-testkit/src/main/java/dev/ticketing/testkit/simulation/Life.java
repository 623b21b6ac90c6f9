package dev.ticketing.testkit.simulation;

/** One life of a server, from its start to its death: after that, nothing of it takes effect. */
final class Life {

    private final Faults faults;
    private final boolean older;
    private final Runnable onDeath;
    private boolean over;

    /**
     * @param older whether it is one of the older version of the code
     */
    Life(Faults faults, boolean older, Runnable onDeath) {
        this.faults = faults;
        this.older = older;
        this.onDeath = onDeath;
    }

    boolean isOlder() {
        return older;
    }

    boolean isOver() {
        return over;
    }

    /** It ends here, whatever it was about to do. */
    void end() {
        over = true;
    }

    void requireAlive() {
        if (over) {
            throw new Crash("dead");
        }
    }

    /** What lies in the database beside the log may be out of reach at any moment. */
    void reach(String what) {
        requireAlive();
        if (faults.strikes(Fault.STORE_UNAVAILABLE)) {
            throw Weather.unavailable(what);
        }
    }

    /** Dies here and now, if that is to be. */
    void dieOf(Fault fault) {
        if (!over && faults.strikes(fault)) {
            end();
            onDeath.run();
            throw new Crash(fault.name());
        }
    }
}
