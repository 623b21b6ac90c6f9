package dev.ticketing.core.customers;

/** How often a customer has bought tickets of a show. */
public record ShowPurchases(int purchases) {}
