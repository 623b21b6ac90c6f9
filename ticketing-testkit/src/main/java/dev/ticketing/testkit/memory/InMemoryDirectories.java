package dev.ticketing.testkit.memory;

import dev.ticketing.core.application.Directories;

/** All that lists and analytics are answered from, in memory. */
public final class InMemoryDirectories {

    private InMemoryDirectories() {}

    /** Over the rows that the consumers of a store keep. */
    public static Directories over(InMemoryConsumerStore store) {
        return new Directories(
                new InMemoryShowDirectory(store),
                new InMemoryReservationDirectory(store),
                new InMemoryPaymentDirectory(store),
                new InMemoryTicketRegister(store),
                new InMemoryAvailabilityDirectory(store),
                new InMemorySalesFigures(store),
                new InMemoryCustomerFigures(store));
    }
}
