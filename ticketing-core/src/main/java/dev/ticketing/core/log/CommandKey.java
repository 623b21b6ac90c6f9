package dev.ticketing.core.log;

/**
 * A command's id with a digest of what it asks. The same id with the same digest is a repetition;
 * with another digest it is a mistake of the caller, and refused.
 *
 * @param digest 64 bits of a cryptographic hash of the request, or any constant where the id alone
 *     says what is asked
 */
public record CommandKey(CommandId id, long digest) {}
