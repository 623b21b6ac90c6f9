package dev.ticketing.testkit.simulation;

/** Where a server dies, and at whatever it still tries afterwards. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;

    Crash(String where) {
        super(where, null, false, false);
    }
}
