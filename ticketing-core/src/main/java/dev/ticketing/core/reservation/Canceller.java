package dev.ticketing.core.reservation;

/** Who gave a reservation up: it decides how much is paid back. */
public enum Canceller {
    /** The customer: by the show's refund policy. */
    CUSTOMER,
    /** An organizer or an administrator: in full. */
    ORGANIZER
}
