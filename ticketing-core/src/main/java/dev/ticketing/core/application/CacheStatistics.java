package dev.ticketing.core.application;

/**
 * What one cache has done since the process started.
 *
 * @param cache its name, fit for a label: {@code catalogue}
 * @param hits reads that were answered from memory
 * @param misses reads that had to ask a store
 * @param entries that are in memory now
 */
public record CacheStatistics(String cache, long hits, long misses, int entries) {}
