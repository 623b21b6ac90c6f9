package dev.ticketing.core.application;

import dev.ticketing.core.availability.AvailabilityDirectory;
import dev.ticketing.core.customers.CustomerFigures;
import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.sales.SalesFigures;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.ticket.TicketRegister;

/** What lists and analytics are answered from: read models that follow the log. */
public record Directories(
        ShowDirectory shows,
        ReservationDirectory reservations,
        PaymentDirectory payments,
        TicketRegister tickets,
        AvailabilityDirectory availability,
        SalesFigures sales,
        CustomerFigures customers) {}
