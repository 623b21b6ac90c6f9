package dev.ticketing.core.identity;

/** What a signed-in person may be, beside owning things. */
public enum Role {
    CUSTOMER,
    ADMIN
}
