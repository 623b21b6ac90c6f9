package dev.ticketing.core.kernel;

/** Something that happened, in the past tense, for ever. Carries no personal data, only ids. */
public interface DomainEvent {}
