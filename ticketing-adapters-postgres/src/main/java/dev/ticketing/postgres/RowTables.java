package dev.ticketing.postgres;

import java.util.List;

/** The tables of all consumers. */
final class RowTables {

    static final List<ConsumerTables> ALL =
            List.of(
                    OpenWorkTables.ALL,
                    ShowTables.ALL,
                    AvailabilityTables.ALL,
                    ReservationTables.ALL,
                    PaymentTables.ALL,
                    TicketTables.ALL,
                    SalesTables.ALL,
                    CustomerTables.ALL,
                    SettlementTables.ALL,
                    CancellationTables.ALL,
                    MailTables.ALL);

    private RowTables() {}
}
