package dev.ticketing.core.show;

/** What somebody may do at a show that is not theirs. */
public enum MemberRole {
    /** All that its owner may. */
    ORGANIZER,
    /** Let people in, from when the show is public. */
    SCANNER
}
