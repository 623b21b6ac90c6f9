package dev.ticketing.core.log;

/** A state with the version of the stream that it was folded from. */
public record Loaded<S>(S state, Version version) {}
