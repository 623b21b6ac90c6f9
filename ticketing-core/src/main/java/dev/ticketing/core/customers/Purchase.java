package dev.ticketing.core.customers;

import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.ShowId;

import java.time.Instant;

/** A reservation that was paid. */
public record Purchase(
        ReservationId reservation, ShowId show, Instant at, Money total, int quantity) {}
