package dev.ticketing.core.customers;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.ShowId;

/** A customer, and a show that they have bought tickets of. */
public record CustomerShow(UserId customer, ShowId show) {}
