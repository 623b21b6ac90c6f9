package dev.ticketing.core.identity;

/** A person who has signed in at least once. */
public record User(UserId id, EmailAddress email) {}
