package dev.ticketing.postgres;

import dev.ticketing.core.availability.SectionRow;
import dev.ticketing.core.customers.CustomerSheet;
import dev.ticketing.core.customers.Spending;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.sales.SalesSheet;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.OrganizerRow;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowRow;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.testkit.TestDatabase;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Tables with thousands of rows, of several copies, shows and customers. The second copy of each
 * consumer serves. Bodies say something that can be read, and no more.
 */
final class PlanTables {

    static final int SHOW = 1;
    static final int CUSTOMER = 2;
    static final int RESERVATION = 3;
    static final int PAYMENT = 4;
    static final int TICKET = 5;
    static final int LETTER = 6;

    static final Instant NOW = Instant.parse("2027-06-01T18:00:00Z");

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Version VERSION = new Version(1);

    /** Ids of a kind, by number: {@link #id} makes the same. */
    private static final String IDS =
            """
            CREATE FUNCTION test_id(kind integer, number integer) RETURNS uuid
            IMMUTABLE LANGUAGE sql AS $$
                SELECT CAST(
                    '00000000-0000-7000-8' || lpad(to_hex(kind), 3, '0') || '-'
                        || lpad(to_hex(number), 12, '0') AS uuid
                )
            $$;
            """;

    private static final String CONSUMERS =
            """
            DELETE FROM consumer;
            INSERT INTO consumer (partition, name, copy, role, state, fence, position)
            SELECT 0, n.name, c.copy, c.role, 'RUNNING', 0, 0
            FROM unnest(ARRAY[
                'open-work', 'events', 'availability', 'reservations', 'payments', 'tickets',
                'sales', 'customers', 'settlement'
            ]) AS n (name)
            CROSS JOIN (VALUES (1, 'RETIRED'), (2, 'SERVING'), (3, 'REBUILDING')) AS c (copy, role);
            INSERT INTO consumer (partition, name, copy, role, state, fence, position)
            SELECT 0, 'other-' || i, 1, 'SERVING', 'RUNNING', 0, 0
            FROM generate_series(1, 3000) AS i;
            """;

    /** A new show every hour; one in a thousand is a gala. */
    private static final String SHOWS =
            """
            INSERT INTO show_row (
                partition, copy, show_id, stage, starts_at, words, body
            )
            SELECT
                0, c, test_id(1, i),
                (ARRAY['DRAFT', 'PUBLISHED', 'SALES_OPEN', 'COMPLETED'])[1 + i %% 4],
                CAST('2027-06-01T18:00:00Z' AS timestamptz) + make_interval(hours => i),
                CASE WHEN i %% 1000 = 1 THEN ARRAY['concert', 'gala'] ELSE ARRAY['concert'] END,
                '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 12000) AS i
            """;

    /** Each has an owner, and every fifth is also organized by an agency. */
    private static final String ORGANIZERS =
            """
            INSERT INTO show_organizer (
                partition, copy, organizer, show_id, starts_at, body
            )
            SELECT
                0, c, test_id(2, o.organizer), test_id(1, i),
                CAST('2027-06-01T18:00:00Z' AS timestamptz) + make_interval(hours => i),
                '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 12000) AS i
            CROSS JOIN LATERAL (
                SELECT i / 3 %% 400
                UNION
                SELECT 7 WHERE i %% 5 = 1
            ) AS o (organizer)
            """;

    /** Most are of the first show, and most of those confirmed; of the others most have lapsed. */
    private static final String RESERVATIONS =
            """
            INSERT INTO reservation_row (
                partition, copy, reservation_id, customer, show_id, status, expires_at, body
            )
            SELECT
                0, c, test_id(3, i), test_id(2, i %% 400),
                test_id(1, CASE WHEN i %% 3 = 0 THEN i %% 50 ELSE 1 END),
                CASE
                    WHEN i %% 100 = 0 THEN 'HELD'
                    WHEN i %% 100 = 1 THEN 'PAYMENT_PENDING'
                    WHEN i %% 100 = 2 THEN 'EXPIRED'
                    WHEN i %% 100 = 4 THEN 'CANCELLED'
                    WHEN i %% 100 BETWEEN 10 AND 29 THEN 'HELD'
                    ELSE 'CONFIRMED'
                END,
                CAST('2027-06-01T18:00:00Z' AS timestamptz) + make_interval(
                    secs => CASE WHEN i %% 100 <= 1 THEN i - 5000 ELSE -i END
                ),
                '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 8000) AS i
            """;

    private static final String PAYMENTS =
            """
            INSERT INTO payment_row (
                partition, copy, payment_id, customer, show_id, reservation_id, status, body
            )
            SELECT
                0, c, test_id(4, i), test_id(2, i %% 400),
                test_id(1, CASE WHEN i %% 3 = 0 THEN i %% 50 ELSE 1 END), test_id(3, i / 2),
                CASE i %% 100 WHEN 0 THEN 'PENDING' WHEN 1 THEN 'FAILED' ELSE 'CAPTURED' END,
                '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 8000) AS i
            """;

    private static final String TICKETS =
            """
            INSERT INTO ticket_row (
                partition, copy, ticket_id, holder, show_id, reservation_id, body
            )
            SELECT
                0, c, test_id(5, i), test_id(2, i %% 400),
                test_id(1, CASE WHEN i %% 3 = 0 THEN i %% 50 ELSE 1 END), test_id(3, i / 2), '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 8000) AS i
            """;

    private static final String PASSED_ON =
            """
            INSERT INTO ticket_passed_on (
                partition, copy, holder, ticket_id, show_id, reservation_id, body
            )
            SELECT
                0, c, test_id(2, i %% 400), test_id(5, 8000 + i),
                test_id(1, CASE WHEN i %% 3 = 0 THEN i %% 50 ELSE 1 END), test_id(3, i / 2), '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 8000) AS i
            """;

    private static final String SECTIONS =
            """
            INSERT INTO section_row (partition, copy, show_id, section_id, body)
            SELECT 0, c, test_id(1, i / 4), 'section-' || i %% 4, '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(4, 4003) AS i
            """;

    private static final String DUE =
            """
            INSERT INTO section_due (partition, copy, show_id, section_id, due_at, held, body)
            SELECT
                0, c, test_id(1, i / 4), 'section-' || i %% 4,
                CAST('2027-06-01T18:00:00Z' AS timestamptz) + make_interval(secs => i - 50), 1, '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(4, 4003) AS i
            """;

    /** The first fifty are due. */
    private static final String TIMERS =
            """
            INSERT INTO settlement_timer (partition, copy, instance, timer, due_at, body)
            SELECT
                0, c, test_id(4, i), 'look-up',
                clock_timestamp() + make_interval(hours => i - 50), '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 4000) AS i
            """;

    private static final String EFFECTS =
            """
            INSERT INTO settlement_effect (partition, copy, effect_id, due_at, instance, body)
            SELECT
                0, c, test_id(9, i), clock_timestamp() + make_interval(hours => i - 50),
                test_id(4, i), '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 4000) AS i
            """;

    private static final String SALES =
            """
            INSERT INTO sales_row (partition, copy, show_id, body)
            SELECT 0, c, test_id(1, i), '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 4000) AS i
            """;

    private static final String REVENUE =
            """
            INSERT INTO revenue_row (partition, copy, day, currency, revenue, refunded, body)
            SELECT 0, c, 20000 + i / 3, (ARRAY['EUR', 'GBP', 'USD'])[1 + i % 3], 10, 1, '{}'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 4000) AS i
            """;

    private static final String CUSTOMERS =
            """
            INSERT INTO customer_row (partition, copy, customer, body)
            SELECT 0, c, test_id(2, i), '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 4000) AS i
            """;

    private static final String SPENDING =
            """
            INSERT INTO spending_row (partition, copy, customer, currency, spent, body)
            SELECT 0, c, test_id(2, i), (ARRAY['EUR', 'GBP', 'USD'])[1 + i %% 3], i, '%s'
            FROM generate_series(1, 3) AS c
            CROSS JOIN generate_series(1, 4000) AS i
            """;

    /** There are not more in the world; more copies make up for it. */
    private static final String CURRENCIES =
            """
            INSERT INTO customer_currency (partition, copy, currency, purchases, body)
            SELECT 0, c, CASE WHEN i = 1 THEN 'EUR' ELSE 'Q' || i END, 200 - i, '{}'
            FROM generate_series(1, 30) AS c
            CROSS JOIN generate_series(1, 150) AS i
            """;

    private static final String JOURNAL =
            """
            INSERT INTO journal (
                partition, reservation_id, id, at, kind, actor, correlation_id, summary, facts
            )
            SELECT
                0, test_id(3, i / 2), test_id(10, i), CAST('2027-06-01T18:00:00Z' AS timestamptz),
                'PROVIDER_CALL', 'system:payments', test_id(4, i), 'asked', '{}'
            FROM generate_series(1, 8000) AS i
            """;

    /** One in a hundred waits. */
    private static final String WEBHOOKS =
            """
            INSERT INTO webhook (
                provider, id, type, payment_id, deliveries, first_delivered_at, last_delivered_at,
                due_at, failures, claims, settled
            )
            SELECT
                'simulated', 'msg_' || i, 'payment.captured', test_id(4, i), 1, n.now, n.now, n.now,
                0, 1, i % 100 <> 0
            FROM generate_series(1, 8000) AS i
            CROSS JOIN (SELECT CAST('2027-06-01T18:00:00Z' AS timestamptz) AS now) AS n
            """;

    private static final String LETTERS =
            """
            INSERT INTO dead_letter (
                partition, id, name, copy, sequence, status, first_position, error, attempts,
                parked_at
            )
            SELECT
                0, test_id(6, i), CASE WHEN i % 2 = 0 THEN 'sales' ELSE 'other-' || i % 50 END, 2,
                'sequence-' || i,
                CASE WHEN i % 200 = 0 THEN 'PARKED' ELSE 'RETRIED' END, i, 'error', 1,
                CAST('2027-06-01T18:00:00Z' AS timestamptz)
            FROM generate_series(1, 4000) AS i;
            INSERT INTO parked_event (partition, dead_letter, position)
            SELECT 0, test_id(6, i), i + j
            FROM generate_series(1, 4000) AS i
            CROSS JOIN generate_series(0, 2) AS j;
            """;

    private static final String EVENTS =
            """
            INSERT INTO event (
                partition, position, stream_id, version, event_id, type, schema_version,
                recorded_at, command_id, correlation_id, causation_id, actor, payload, metadata
            )
            SELECT
                0, i, 'show/' || test_id(1, i / 10), 1 + i %% 10, test_id(7, i), 'show-published',
                1, CAST('2027-06-01T18:00:00Z' AS timestamptz), test_id(8, i), test_id(8, i),
                test_id(8, i), 'system', '%s', '{}'
            FROM generate_series(1, 20000) AS i;
            UPDATE log_partition SET head = 20000;
            """;

    private PlanTables() {}

    static UUID id(int kind, int number) {
        return new UUID(0x7000L, 0x8000000000000000L | ((long) kind << 48) | number);
    }

    static void fill(TestDatabase database) throws SQLException {
        for (String statement :
                List.of(IDS, CONSUMERS, REVENUE, CURRENCIES, LETTERS, JOURNAL, WEBHOOKS)) {
            Connections.execute(database, statement);
        }
        fill(database, SHOWS, JsonOut.write(show(), ShowTables.SHOW));
        OrganizerRow organizer = new OrganizerRow(NOW);
        fill(database, ORGANIZERS, JsonOut.write(organizer, ShowTables.ORGANIZER));
        fill(database, RESERVATIONS, JsonOut.write(held(), ReservationTables.RESERVATION));
        fill(database, PAYMENTS, JsonOut.write(pending(), PaymentTables.PAYMENT));
        fill(database, TICKETS, JsonOut.write(valid(), TicketTables.TICKET));
        PassedOn left = new PassedOn(valid().facts(), VERSION);
        fill(database, PASSED_ON, JsonOut.write(left, TicketTables.PASSED_ON));
        fill(database, SECTIONS, JsonOut.write(section(), AvailabilityTables.SECTION));
        fill(database, DUE, JsonOut.write(new Due(NOW, new Position(1)), OpenWorkTables.DUE));
        fill(database, TIMERS, "{\"due\": \"2027-06-01T18:00:00Z\", \"failures\": 0}");
        fill(database, EFFECTS, lookUp());
        fill(database, SALES, JsonOut.write(sheet(), SalesShapes.SHEET));
        fill(database, CUSTOMERS, JsonOut.write(CustomerSheet.BLANK, CustomerShapes.SHEET));
        fill(database, SPENDING, JsonOut.write(spending(), CustomerShapes.SPENDING));
        fill(database, EVENTS, "{\"at\": \"2027-06-01T18:00:00Z\"}");
        Connections.execute(database, "VACUUM ANALYZE");
    }

    private static void fill(TestDatabase database, String statement, String body)
            throws SQLException {
        Connections.execute(database, statement.formatted(body.replace("'", "''")));
    }

    private static ShowRow show() {
        ShowCreated created = (ShowCreated) sample("show-created.1");
        Show.Facts facts =
                new Show.Facts(
                        created.show(), created.owner(), created.details(), Members.NONE, NOW, NOW);
        return new ShowRow(new Show.Published(facts), VERSION);
    }

    private static ReservationRow held() {
        ReservationStarted started = (ReservationStarted) sample("reservation-started.1");
        return new ReservationRow(new Reservation.Held(started.terms(), Optional.empty()), VERSION);
    }

    private static PaymentRow pending() {
        PaymentRequested requested = (PaymentRequested) sample("payment-requested.1");
        return new PaymentRow(new Payment.Pending(requested.request()), VERSION);
    }

    private static TicketRow valid() {
        TicketIssued issued = (TicketIssued) sample("ticket-issued.2");
        return new TicketRow(new Ticket.Valid(issued.facts()), VERSION);
    }

    private static Object sample(String file) {
        return Objects.requireNonNull(SampleEvents.all().get(file), file);
    }

    private static SectionRow section() {
        return new SectionRow(10, 1, 2, 3);
    }

    private static String lookUp() {
        return """
        {
            "instance": "%1$s", "correlation": "%1$s", "command": {"payment": "%1$s"},
            "due": "2027-06-01T18:00:00Z", "failures": 0
        }
        """
                .formatted(id(PAYMENT, 1));
    }

    private static SalesSheet sheet() {
        return SalesSheet.blank(EUR, ZoneOffset.UTC);
    }

    private static Spending spending() {
        return new Spending(new Money(1, EUR), 1);
    }
}
