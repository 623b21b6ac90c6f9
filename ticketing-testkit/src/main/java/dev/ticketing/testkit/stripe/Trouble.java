package dev.ticketing.testkit.stripe;

/** What goes wrong with a call. */
public enum Trouble {
    /** It is not even heard, and never answered. */
    HANGS,
    /** The answer begins, and does not end. */
    TRICKLES,
    /** What was asked is done, and the connection is gone before the answer. */
    CUT_AFTERWARDS,
    /** Nothing is done: 500. */
    BROKEN,
    /** Nothing is done: 429. */
    TOO_MANY,
    /** Nothing is done: 409, as if another asked under the same key just now. */
    KEY_IN_USE,
    /** Before it is carried out, the payment intent that it is about has succeeded. */
    OVERTAKEN
}
