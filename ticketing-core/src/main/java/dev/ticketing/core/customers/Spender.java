package dev.ticketing.core.customers;

import dev.ticketing.core.identity.UserId;

import java.util.Currency;

/** A customer, and a currency in which they have paid. */
public record Spender(UserId customer, Currency currency) {}
