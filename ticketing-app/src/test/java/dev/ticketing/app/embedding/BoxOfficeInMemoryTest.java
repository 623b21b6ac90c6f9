package dev.ticketing.app.embedding;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;
import static dev.ticketing.testkit.data.ShowBuilder.aShow;
import static dev.ticketing.testkit.data.TestData.euros;
import static dev.ticketing.testkit.data.TestData.labels;
import static dev.ticketing.testkit.data.TestData.newUser;
import static dev.ticketing.testkit.data.TestData.seats;
import static dev.ticketing.testkit.data.TestData.section;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.app.embedding.BusyDays.Sold;
import dev.ticketing.app.embedding.ProgrammeOrders.OrderProgrammes;
import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryRejection.SeatsTaken;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.memory.InMemoryTicketing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The theatre's program with nothing but memory: quick, and with a clock of its own. */
class BoxOfficeInMemoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SectionId STALLS = section("stalls");

    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final TestClock clock = new TestClock();
    private final PrintShop printShop = new PrintShop();

    // docs:begin in-memory
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Ticketing.Platform platform =
            Ticketing.Platform.of(
                    clock, threads, timer, (task, cause) -> failed.add(task + ": " + cause));
    private final InMemoryTicketing memory = new InMemoryTicketing(clock, platform.ids());
    private final OwnConsumers own =
            OwnConsumers.NONE
                    .with(new BusyDays(ZoneId.of("Europe/Berlin")))
                    .with(
                            new ProgrammeOrders(Duration.ofDays(1)),
                            EffectRules.FOR_EVER,
                            ticketing -> printShop);
    private final Ticketing ticketing =
            Ticketing.start(
                    memory.stores(),
                    platform,
                    new CardTerminal(),
                    Ticketing.Options.DEFAULT.with(own));
    private final BoxOffice boxOffice = new BoxOffice(ticketing, platform);

    // docs:end in-memory

    @AfterEach
    void stop() {
        ticketing.stop().join();
        timer.shutdownNow();
        threads.close();
        assertThat(failed).isEmpty();
    }

    @Test
    void sells_until_there_is_nothing_left_and_knows_on_which_day() {
        ShowId show = boxOffice.open(aShow().withPlaces("stalls", 10, 50).details());

        assertThat(boxOffice.sell(show, STALLS, 4)).hasSize(4).doesNotHaveDuplicates();
        assertThat(boxOffice.sell(show, STALLS, 6)).hasSize(6);
        assertThat(boxOffice.sell(show, STALLS, 1)).isEmpty();

        assertThat(boxOffice.busyDays()).isEqualTo(Map.of(DayOfWeek.MONDAY, new Sold(2, 10)));
        assertThat(memory.log()).isSound();
    }

    @Test
    void orders_programmes_a_day_after_a_section_is_nearly_sold_out() {
        ShowId show = boxOffice.open(aShow().withPlaces("stalls", 10, 50).details());
        boxOffice.sell(show, STALLS, 8);
        boxOffice.sell(show, STALLS, 1);
        assertThat(follows(ProgrammeOrders.TABLES.process())).isTrue();
        clock.advance(Duration.ofDays(1).minusNanos(1));
        assertThat(printShop.orders()).isEmpty();

        clock.advance(Duration.ofNanos(1));

        Eventually.isTrue("an order", PATIENCE, () -> !printShop.orders().isEmpty());
        assertThat(printShop.orders().values())
                .containsExactly(new OrderProgrammes(Inventory.at(show, STALLS).stream().key(), 9));
    }

    // docs:begin assertions
    @Test
    void two_seats_are_held_and_one_of_them_is_not_to_be_had_any_more() {
        ShowId show =
                boxOffice.open(aShow().withSeats("circle", 80, "A-1", "A-2", "A-3").details());
        Caller ann = newUser(platform.ids());
        Caller bob = newUser(platform.ids());

        Outcome<Reservation.Started> anns = hold(ann, show, seats("A-1", "A-2"));
        Outcome<Reservation.Started> bobs = hold(bob, show, seats("A-2", "A-3"));

        assertThat(assertThat(anns).isDone().value())
                .isHeld()
                .belongsTo(ann.user())
                .holdsSeats("A-1", "A-2")
                .hasTotal(euros(160));
        assertThat(bobs).isRefusedBecauseOf(new SeatsTaken(labels("A-2")));
        assertThat(placesOf(show)).hasHeld(2).hasFree(1);
        assertThat(memory.log()).isNeverOversold().isSound();
    }

    // docs:end assertions

    private Outcome<Reservation.Started> hold(Caller caller, ShowId show, Places places) {
        Wish wish = new Wish(show, section("circle"), places, Optional.empty());
        return ticketing.reservations().hold(Request.once(caller, platform.ids()), wish).join();
    }

    private Availability placesOf(ShowId show) {
        return ticketing
                .shows()
                .availability(Optional.empty(), show, section("circle"))
                .orElseThrow()
                .sections()
                .getFirst()
                .places();
    }

    private boolean follows(String consumer) {
        return ticketing.consumers().await(consumer, ticketing.head(), PATIENCE).join();
    }
}
