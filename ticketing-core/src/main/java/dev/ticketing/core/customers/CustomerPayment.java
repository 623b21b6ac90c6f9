package dev.ticketing.core.customers;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;

/** What later events of a payment and its reservation do not say again. */
public record CustomerPayment(
        UserId customer, ReservationId reservation, ShowId show, SectionId section, Money amount) {}
