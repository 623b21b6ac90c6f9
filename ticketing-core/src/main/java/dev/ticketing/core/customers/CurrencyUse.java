package dev.ticketing.core.customers;

/** How common a currency is: how many purchases were made in it. */
public record CurrencyUse(long purchases) {}
