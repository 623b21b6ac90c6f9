package dev.ticketing.testkit.conformance;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.consumer.ConsumerStore;

import org.junit.jupiter.api.Nested;

/**
 * What every adapter of {@link Directories} has to do. It may hold rows of earlier tests; nobody
 * but the suite may change it while a test runs.
 */
public abstract class DirectoriesConformance {

    /** Makes a suite; a subclass needs no constructor. */
    protected DirectoriesConformance() {}

    /** The directories under test. */
    protected abstract Directories directories();

    /** The store whose consumers keep their rows. */
    protected abstract ConsumerStore consumers();

    @Nested
    final class OfShows extends ShowRules {
        OfShows() {
            super(DirectoriesConformance.this);
        }
    }

    @Nested
    final class OfReservations extends ReservationRules {
        OfReservations() {
            super(DirectoriesConformance.this);
        }
    }

    @Nested
    final class OfPayments extends PaymentRules {
        OfPayments() {
            super(DirectoriesConformance.this);
        }
    }

    @Nested
    final class OfTickets extends TicketRules {
        OfTickets() {
            super(DirectoriesConformance.this);
        }
    }

    @Nested
    final class OfPlaces extends AvailabilityRules {
        OfPlaces() {
            super(DirectoriesConformance.this);
        }
    }

    @Nested
    final class OfSales extends SalesRules {
        OfSales() {
            super(DirectoriesConformance.this);
        }
    }

    @Nested
    final class OfCustomers extends CustomerRules {
        OfCustomers() {
            super(DirectoriesConformance.this);
        }
    }
}
