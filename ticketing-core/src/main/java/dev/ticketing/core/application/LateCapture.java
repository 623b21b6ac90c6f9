package dev.ticketing.core.application;

/** What becomes of money that comes after its hold has ended. */
public enum LateCapture {

    /** The same places are sold, if nobody has them; else the money goes back. */
    RESEAT_OR_REFUND,

    /** The money goes back. */
    REFUND
}
