package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.consumer.ConsumerStatus.State;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.postgres.PostgresTicketing;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.TestDatabase;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A small sale in a database, made through the services: bought, refunded, declined, held. One
 * consumer stands a little before the end, and one has set something aside. What is done to it by
 * hand can be undone.
 */
final class StoredSale {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final SectionId HALL = new SectionId("hall");
    private static final SectionId STALLS = new SectionId("stalls");

    /** Which consumer has not seen the end of the sale. */
    static final String BEHIND = "payments";

    private final TestDatabase database;
    private List<String> tables = List.of();

    StoredSale(TestDatabase database) {
        this.database = database;
        sell();
        setAside();
        save();
    }

    private void sell() {
        try (PostgresTicketing postgres = Databases.connect(database);
                Threads threads = Threads.start()) {
            postgres.migrate();
            var platform =
                    Ticketing.Platform.of(
                            InstantSource.system(),
                            threads.requests(),
                            threads.timer(),
                            (task, cause) -> System.err.println(task + ": " + cause));
            Ticketing ticketing =
                    Ticketing.start(
                            postgres.stores(platform), platform, new InMemoryPaymentProvider());
            new Sale(postgres, ticketing, platform).run(() -> stand(postgres, ticketing));
            caughtUp(postgres, ticketing);
            ticketing.stop().join();
            postgres.consumerStore().resume(BEHIND);
        }
    }

    /** It notices when it wants to move. */
    private static void stand(PostgresTicketing postgres, Ticketing ticketing) {
        caughtUp(postgres, ticketing);
        postgres.consumerStore().pause(BEHIND);
    }

    private static void caughtUp(PostgresTicketing postgres, Ticketing ticketing) {
        Eventually.isTrue(
                "all consumers that are not paused have caught up, and have stored so",
                LIMIT,
                () ->
                        postgres.consumerStore().all().stream()
                                .filter(status -> status.state() != State.PAUSED)
                                .allMatch(one -> one.position().equals(ticketing.head())));
    }

    /** What people do. */
    private static final class Sale {
        private final PostgresTicketing postgres;
        private final Ticketing ticketing;
        private final Ticketing.Platform platform;
        private final Caller organizer = caller(1);
        private final Caller buyer = caller(2);
        private final ShowId show;

        Sale(PostgresTicketing postgres, Ticketing ticketing, Ticketing.Platform platform) {
            this.postgres = postgres;
            this.ticketing = ticketing;
            this.platform = platform;
            this.show = opened();
        }

        private static Caller caller(long id) {
            return new Caller(new UserId(new UUID(1, id)), false);
        }

        private Request by(Caller caller) {
            return Request.once(caller, platform.ids());
        }

        private ShowId opened() {
            Instant starts = InstantSource.system().instant().plus(Duration.ofDays(60));
            List<SeatLabel> seats = Stream.of("A-1", "A-2", "A-3").map(SeatLabel::new).toList();
            ShowDetails details =
                    ShowDetails.of(
                            "Concert",
                            starts,
                            starts.plus(Duration.ofHours(3)),
                            ZoneId.of("Europe/Berlin"),
                            new Venue("Old Gasworks", "Am Kanal 1, Berlin"),
                            List.of(
                                    new Section(HALL, "Hall", new Seating.General(10)),
                                    new Section(STALLS, "Stalls", new Seating.Numbered(seats))),
                            List.of(tier("full", HALL, 49_00), tier("best", STALLS, 80_00)));
            ShowId id =
                    ticketing
                            .shows()
                            .create(by(organizer), details)
                            .join()
                            .orElseThrow()
                            .value()
                            .facts()
                            .id();
            ticketing.shows().publish(by(organizer), id).join().orElseThrow();
            ticketing.shows().openSales(by(organizer), id).join().orElseThrow();
            return id;
        }

        private static Tier tier(String id, SectionId section, long cents) {
            return Tier.always(new TierId(id), id, section, new Money(cents, EUR));
        }

        private ReservationId held(Caller caller, Places places) {
            SectionId section = places instanceof Places.Seats ? STALLS : HALL;
            Wish wish = new Wish(show, section, places, Optional.empty());
            return ticketing
                    .reservations()
                    .hold(by(caller), wish)
                    .join()
                    .orElseThrow()
                    .value()
                    .terms()
                    .id();
        }

        /** Returns when no money is on its way any more: what takes long is answered before. */
        private void pay(Caller caller, ReservationId reservation, String token) {
            Instrument card = new Instrument(PaymentMethod.Type.CARD, token);
            ticketing.payments().pay(by(caller), reservation, card).join().orElseThrow();
            Eventually.isTrue(
                    "every payment is settled",
                    LIMIT,
                    () -> !LogContents.of(postgres.feed()).hasOpenPayments());
        }

        void run(Runnable beforeTheLast) {
            ReservationId refunded = held(buyer, new Places.Count(2));
            pay(buyer, refunded, "tok_ok");
            ticketing.reservations().cancel(by(buyer), refunded).join().orElseThrow();
            ReservationId bought = held(organizer, new Places.Count(3));
            pay(organizer, bought, "tok_ok");
            giveAway(ticketing.reservations().find(organizer, bought).orElseThrow().state());
            ReservationId seat = held(buyer, seats("A-1"));
            pay(buyer, seat, "tok_declined");
            pay(buyer, seat, "tok_ok");
            assertThat(held(buyer, seats("A-2"))).isNotEqualTo(held(organizer, seats("A-3")));
            beforeTheLast.run();
            pay(organizer, held(organizer, new Places.Count(1)), "tok_ok");
        }

        /** Who gets it is let in with it. */
        private void giveAway(Reservation.Started bought) {
            TicketId ticket = bought.tickets().getFirst();
            String code =
                    ticketing
                            .tickets()
                            .transfer(by(organizer), ticket, buyer::user)
                            .join()
                            .orElseThrow()
                            .value()
                            .code()
                            .orElseThrow();
            ticketing
                    .tickets()
                    .checkIn(by(organizer), show, code, Optional.of("north"))
                    .join()
                    .orElseThrow();
        }

        private static Places seats(String label) {
            return new Places.Seats(List.of(new SeatLabel(label)));
        }
    }

    /** As the consumer of tickets would have, had it not been able to handle a ticket's events. */
    private void setAside() {
        execute(
                """
                INSERT INTO dead_letter (
                    partition, id, name, copy, sequence, status, first_position, error, attempts,
                    parked_at
                )
                SELECT
                    0, gen_random_uuid(), 'tickets', 1, stream_id, 'PARKED', min(position),
                    'planted', 0, now()
                FROM event
                WHERE stream_id = (
                    SELECT min(stream_id) FROM event WHERE type = 'ticket-voided'
                )
                GROUP BY stream_id
                """,
                """
                INSERT INTO parked_event (partition, dead_letter, position)
                SELECT 0, d.id, e.position
                FROM dead_letter AS d
                JOIN event AS e ON e.stream_id = d.sequence
                """,
                """
                DELETE FROM ticket_row
                WHERE 'ticket/' || ticket_id = (SELECT sequence FROM dead_letter)
                """);
    }

    private void save() {
        try (Connection connection = Databases.byHand(database);
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet found =
                    statement.executeQuery(
                            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            tables = names;
            for (String table : tables) {
                statement.execute("CREATE TABLE saved_" + table + " AS TABLE " + table);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes it what it was. */
    void restore() {
        List<String> statements = new ArrayList<>();
        for (String table : tables) {
            // few rows: to truncate takes many times as long
            statements.add("DELETE FROM " + table);
            statements.add("INSERT INTO " + table + " TABLE saved_" + table);
        }
        execute(String.join(";", statements));
    }

    /** Each statement has to change something. */
    void alter(String... statements) {
        try (Connection connection = Databases.byHand(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String... statements) {
        try (Connection connection = Databases.byHand(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> consumers() {
        return Ticketing.PROJECTIONS.stream().map(Projection::name).toList();
    }
}
