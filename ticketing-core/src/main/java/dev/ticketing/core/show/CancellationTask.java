package dev.ticketing.core.show;

/** All that was held or bought of a show is to be given back. */
public record CancellationTask(ShowId show) {}
