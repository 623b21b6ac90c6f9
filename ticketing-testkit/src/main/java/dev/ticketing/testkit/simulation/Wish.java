package dev.ticketing.testkit.simulation;

/** What people do in the workload that comes with the simulation. */
enum Wish {
    /** Any places, quickly. */
    FLASH_SALE(12),
    /** Several seats of a hall that lie side by side. */
    NEIGHBOURS(4),
    /** These very seats, or none. */
    GROUP(4),
    /** A large party, all or none of it. */
    LARGE_GROUP(1),
    PAY(20),
    /** Paying in the very moment in which the hold ends. */
    PAY_AS_IT_EXPIRES(6),
    /** Giving up while something else is under way for the same reservation. */
    CANCEL(3),
    /** Giving up and paying at the same time. */
    CANCEL_AND_PAY(2),
    /** Giving money back while the customer gives up. */
    REFUND(3),
    /** The same command again, for something else. */
    OTHER_BODY(1),
    /** Somebody else's reservation. */
    STRANGER(2),
    /** Places that are kept back, sales that are closed and opened, members that come and go. */
    ORGANIZER(3),
    /** A new show is made, changed, published and sold. */
    NEW_SHOW(0.6),
    /** A customer looks at the tickets. */
    LOOK(4),
    /** A ticket goes to somebody else. */
    TRANSFER(3),
    /** A code is shown at the door. */
    CHECK_IN(4),
    /** The event is called off. */
    CALL_OFF(0.6);

    private final double usual;

    Wish(double usual) {
        this.usual = usual;
    }

    /** How often, compared with the others. */
    double usual() {
        return usual;
    }
}
