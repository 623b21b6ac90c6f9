package dev.ticketing.core.customers;

/**
 * Where a ticket that is not void counts.
 *
 * @param bought by whom, and in which currency
 * @param section its name
 */
public record CustomerTicket(Spender bought, String section) {}
