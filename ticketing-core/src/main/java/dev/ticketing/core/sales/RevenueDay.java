package dev.ticketing.core.sales;

import java.time.LocalDate;
import java.util.Currency;

/** A day in UTC, and a currency. */
public record RevenueDay(Currency currency, LocalDate day) {}
