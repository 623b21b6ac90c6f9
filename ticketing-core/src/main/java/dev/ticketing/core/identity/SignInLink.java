package dev.ticketing.core.identity;

import java.time.Instant;

/** A link that was mailed: whoever redeems it in time is the owner of the address. */
public record SignInLink(
        SecretHash secret, EmailAddress email, Instant requestedAt, Instant expiresAt) {}
