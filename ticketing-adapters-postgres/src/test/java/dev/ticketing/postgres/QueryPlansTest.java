package dev.ticketing.postgres;

import static dev.ticketing.postgres.PlanTables.CUSTOMER;
import static dev.ticketing.postgres.PlanTables.LETTER;
import static dev.ticketing.postgres.PlanTables.NOW;
import static dev.ticketing.postgres.PlanTables.PAYMENT;
import static dev.ticketing.postgres.PlanTables.RESERVATION;
import static dev.ticketing.postgres.PlanTables.SHOW;
import static dev.ticketing.postgres.PlanTables.TICKET;
import static dev.ticketing.postgres.PlanTables.id;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Directories;
import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentDirectory;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationDirectory;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDirectory;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.ticket.TicketRegister;
import dev.ticketing.testkit.PostgresExtension;
import dev.ticketing.testkit.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** That no list, figure, due work or feed reads a table from end to end. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlansTest {

    private static final int PAGE = 100;
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    private final TestDatabase database;
    private final PostgresTicketing ticketing;
    private final ConcurrentLinkedQueue<Explained> explained = new ConcurrentLinkedQueue<>();

    /** A query that has run. */
    private record Explained(String sql, String plan) {}

    QueryPlansTest(TestDatabase database) throws SQLException {
        this.database = database;
        Connections.migrated(database).close();
        PlanTables.fill(database);
        this.ticketing =
                PostgresTicketing.over(
                        new ExplainingSource(
                                Pools.connecting(Connections.settings(database)),
                                (sql, plan) -> explained.add(new Explained(sql, plan))),
                        database.schema());
    }

    @AfterAll
    void close() {
        ticketing.close();
    }

    @BeforeEach
    void forget() {
        explained.clear();
    }

    @Test
    void every_query_reads_what_it_needs_and_little_more() {
        askEverything();

        assertThat(explained).hasSizeGreaterThan(100);
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "show_row_of_stage",
        "show_organizer_in_order",
        "show_row_words",
        "reservation_row_of_customer",
        "reservation_row_of_show",
        "reservation_row_open",
        "payment_row_of_customer",
        "payment_row_of_show",
        "payment_row_of_reservation",
        "ticket_row_of_holder",
        "ticket_row_of_show",
        "ticket_row_of_reservation",
        "spending_row_top",
        "section_due_at",
        "settlement_timer_due",
        "settlement_effect_due",
        "webhook_due",
        "event_of_stream",
        "dead_letter_of_consumer"
    })
    void that_an_index_is_gone_is_noticed(String index) throws SQLException {
        String definition = definitionOf(index);
        Connections.execute(database, "DROP INDEX " + index);
        try {
            askEverything();
        } finally {
            Connections.execute(database, definition);
        }

        assertThat(faults()).isNotEmpty();
    }

    /** As they do in the first minutes of a sale. */
    @Test
    void many_streams_are_read_one_by_one_though_statistics_take_them_for_few()
            throws SQLException {
        List<StreamId> many =
                IntStream.range(0, 500)
                        .mapToObj(i -> new StreamId("show", id(SHOW, i).toString()))
                        .toList();
        Connections.execute(
                database, "ALTER TABLE event ALTER COLUMN stream_id SET (n_distinct = 20)");
        Connections.execute(database, "ANALYZE event (stream_id)");
        try {
            ticketing.eventLog().readAll(many);
        } finally {
            Connections.execute(
                    database, "ALTER TABLE event ALTER COLUMN stream_id RESET (n_distinct)");
            Connections.execute(database, "ANALYZE event (stream_id)");
        }

        assertThat(explained)
                .extracting(Explained::plan)
                .anyMatch(plan -> plan.contains("event_of_stream"))
                .noneMatch(plan -> plan.contains("Seq Scan"));
    }

    @Test
    void holds_that_lapsed_are_found_past_whatever_else_their_section_says() {
        StreamId stream = new StreamId("show", id(SHOW, 1).toString());
        for (int i = 0; i < 20; i++) {
            ticketing.eventLog().readOf(stream, HoldsLapsed.class, Version.NONE, PAGE);
        }

        assertThat(explained)
                .extracting(Explained::plan)
                .hasSize(20)
                .allMatch(plan -> plan.contains("event_holds_lapsed"));
    }

    private String definitionOf(String index) throws SQLException {
        String sql = "SELECT indexdef FROM pg_indexes WHERE indexname = '" + index + "'";
        try (Connection connection = Connections.open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (Explained one : explained) {
            QueryPlan.faults(one.plan).forEach(fault -> faults.add(fault + " in\n" + one.sql));
        }
        return faults;
    }

    private void askEverything() {
        Directories directories = ticketing.directories();
        askShows(directories.shows());
        askReservations(directories.reservations());
        askPayments(directories.payments());
        askTickets(directories.tickets());
        askFigures(directories);
        askLog(ticketing.feed());
        askConsumers(ticketing.consumerStore());
    }

    private static <T> List<Optional<T>> withAndWithout(T value) {
        return List.of(Optional.of(value), Optional.empty());
    }

    private static void askShows(ShowDirectory shows) {
        UserId user = new UserId(id(CUSTOMER, 7));
        ShowDirectory.Cursor cursor =
                new ShowDirectory.Cursor(
                        NOW.plus(Duration.ofHours(2_000)), new ShowId(id(SHOW, 2_000)));
        for (Set<Show.Stage> stages :
                List.of(Set.<Show.Stage>of(), Set.of(Show.Stage.SALES_OPEN))) {
            for (Set<String> words : List.of(Set.<String>of(), Set.of("concert"), Set.of("gala"))) {
                for (Optional<UserId> owner : withAndWithout(user)) {
                    for (Optional<UserId> viewer : withAndWithout(user)) {
                        for (Optional<ShowDirectory.Cursor> after : withAndWithout(cursor)) {
                            ShowDirectory.Filter filter =
                                    new ShowDirectory.Filter(
                                            stages,
                                            after.map(at -> NOW.plus(Duration.ofDays(30))),
                                            after.map(at -> NOW.plus(Duration.ofDays(100))),
                                            words,
                                            owner,
                                            viewer,
                                            false);
                            shows.list(filter, after, PAGE);
                        }
                    }
                }
            }
        }
    }

    private static void askReservations(ReservationDirectory reservations) {
        ReservationId before = new ReservationId(id(RESERVATION, 4_000));
        for (Optional<UserId> customer : withAndWithout(new UserId(id(CUSTOMER, 7)))) {
            for (Optional<ShowId> show : withAndWithout(new ShowId(id(SHOW, 1)))) {
                for (Optional<ReservationId> from : withAndWithout(before)) {
                    for (Reservation.Status status : Reservation.Status.values()) {
                        if (customer.isPresent() || show.isPresent()) {
                            reservations.list(
                                    new ReservationDirectory.Filter(
                                            customer, show, Optional.of(status)),
                                    NOW,
                                    from,
                                    PAGE);
                        }
                    }
                    reservations.list(
                            new ReservationDirectory.Filter(customer, show, Optional.empty()),
                            NOW,
                            from,
                            PAGE);
                }
            }
        }
    }

    private static void askPayments(PaymentDirectory payments) {
        PaymentId before = new PaymentId(id(PAYMENT, 4_000));
        ReservationId reservation = new ReservationId(id(RESERVATION, 1_000));
        for (Optional<UserId> customer : withAndWithout(new UserId(id(CUSTOMER, 7)))) {
            for (Optional<ShowId> show : withAndWithout(new ShowId(id(SHOW, 1)))) {
                for (Optional<ReservationId> of : withAndWithout(reservation)) {
                    for (Optional<PaymentId> from : withAndWithout(before)) {
                        payments.list(
                                new PaymentDirectory.Filter(customer, show, of, Optional.empty()),
                                from,
                                PAGE);
                        if (customer.isPresent() || show.isPresent() || of.isPresent()) {
                            payments.list(
                                    new PaymentDirectory.Filter(
                                            customer,
                                            show,
                                            of,
                                            Optional.of(Payment.Status.PENDING)),
                                    from,
                                    PAGE);
                        }
                    }
                }
            }
        }
    }

    private static void askTickets(TicketRegister tickets) {
        TicketId before = new TicketId(id(TICKET, 4_000));
        ReservationId reservation = new ReservationId(id(RESERVATION, 1_000));
        for (Optional<UserId> holder : withAndWithout(new UserId(id(CUSTOMER, 7)))) {
            for (Optional<ShowId> show : withAndWithout(new ShowId(id(SHOW, 49)))) {
                for (Optional<ReservationId> of : withAndWithout(reservation)) {
                    for (Optional<TicketId> from : withAndWithout(before)) {
                        tickets.list(new TicketRegister.Filter(holder, show, of), from, PAGE);
                    }
                }
            }
        }
    }

    private void askFigures(Directories directories) {
        ShowId show = new ShowId(id(SHOW, 7));
        directories.availability().sections(show);
        directories.sales().of(show);
        directories.sales().revenue(Optional.of(TODAY.minusDays(30)), Optional.of(TODAY));
        directories.customers().of(new UserId(id(CUSTOMER, 7)));
        directories.customers().topSpenders(Optional.of(Currency.getInstance("EUR")), PAGE);
        directories.customers().topSpenders(Optional.empty(), PAGE);
        ticketing.openWork().dueSections(NOW, PAGE);
        ticketing.journal().of(new ReservationId(id(RESERVATION, 7)));
        ticketing.webhookInbox().waiting();
        ticketing.webhookInbox().find("simulated", "msg_7");
    }

    private void askLog(Feed feed) {
        StreamId stream = new StreamId("show", id(SHOW, 7).toString());
        feed.head();
        feed.read(new Position(7_000), PAGE);
        feed.read(new Position(7_000), PAGE, Set.of(ShowPublished.class));
        ticketing.eventLog().read(stream, Version.NONE, PAGE);
        ticketing.eventLog().readAll(List.of(stream));
        ticketing.storedFeed().read(new Position(7_000), PAGE);
        ticketing.storedFeed().at(List.of(new Position(7_000)));
    }

    private static void askConsumers(ConsumerStore store) {
        ConsumerId sales = new ConsumerId("sales", 2);
        DeadLetter.Status retried = DeadLetter.Status.RETRIED;
        store.open(sales);
        store.parked(id(LETTER, 7), Position.START, PAGE);
        store.deadLetter(id(LETTER, 7));
        for (Optional<String> name : withAndWithout("other-7")) {
            for (Optional<DeadLetter.Status> status : withAndWithout(retried)) {
                store.deadLetters(name, status, Optional.empty(), PAGE);
                store.deadLetters(name, status, Optional.of(id(LETTER, 2_000)), PAGE);
            }
        }
        ConsumerId settlement = new ConsumerId("settlement", 2);
        store.due(settlement, SettlementProcess.TABLES.timers(), PAGE);
        store.due(settlement, SettlementProcess.TABLES.effects(), PAGE);
        Set<ReservationId> keys = Set.of(new ReservationId(id(RESERVATION, 7)));
        for (int copy = 1; copy <= 4; copy++) {
            store.load(new ConsumerId("reservations", copy), ReservationRow.RESERVATIONS, keys);
        }
    }
}
