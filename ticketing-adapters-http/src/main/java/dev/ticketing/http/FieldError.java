package dev.ticketing.http;

/**
 * What is wrong with one field.
 *
 * @param field its path: {@code tiers[0].price.amount}
 */
record FieldError(String field, String message) {}
