package dev.ticketing.core.sales;

import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;

import java.time.LocalDate;

/**
 * Where a ticket that is not void counts.
 *
 * @param day when it was sold, where the show is
 */
public record SalesTicket(ShowId show, SectionId section, TierId tier, LocalDate day) {}
