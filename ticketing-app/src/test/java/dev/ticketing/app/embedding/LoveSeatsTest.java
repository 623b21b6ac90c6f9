package dev.ticketing.app.embedding;

import static dev.ticketing.testkit.data.ShowBuilder.aShow;
import static dev.ticketing.testkit.data.TestData.seats;
import static dev.ticketing.testkit.data.TestData.section;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Outcome.Done;
import dev.ticketing.core.application.OwnConsumers;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.simulation.ProviderBooks;
import dev.ticketing.testkit.simulation.Seed;
import dev.ticketing.testkit.simulation.Simulated;
import dev.ticketing.testkit.simulation.SimulatedWorld;
import dev.ticketing.testkit.simulation.Workload;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The theatre sells its love seats in pairs, counts on which days, and has programmes printed once,
 * whatever goes wrong meanwhile.
 */
class LoveSeatsTest {

    @Simulated(seeds = 50, operations = 30)
    void a_pair_is_sold_to_one_couple(Seed seed) {
        seed.run(LoveSeats::new);
    }

    @Simulated(seeds = 1, operations = 30)
    void what_the_house_does_not_want_is_found(Seed seed) {
        assertThatThrownBy(() -> seed.run(Unsold::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a pair is sold");
    }

    @Simulated(seeds = 1, operations = 30)
    void money_that_only_the_terminal_knows_of_is_found(Seed seed) {
        assertThatThrownBy(() -> seed.run(Pocketed::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("MONEY: nobody asked for");
    }

    /**
     * Couples who want one of three pairs, pay at the counter, and sometimes think better of it.
     */
    private static class LoveSeats implements Workload {

        private static final int SEATS = 6;
        private static final SectionId BALCONY = section("balcony");

        private static final List<Places> PAIRS =
                List.of(seats("A-1", "A-2"), seats("A-3", "A-4"), seats("A-5", "A-6"));

        private final CardTerminal terminal = new CardTerminal();
        private final PrintShop printShop = new PrintShop();
        private Optional<ShowId> show = Optional.empty();

        // docs:begin options
        @Override
        public Ticketing.Options options(Ticketing.Options drawn) {
            return drawn.with(
                    OwnConsumers.NONE
                            .with(new BusyDays(ZoneOffset.UTC))
                            .with(
                                    new ProgrammeOrders(Duration.ofSeconds(1)),
                                    EffectRules.FOR_EVER,
                                    ticketing -> printShop));
        }

        // docs:end options

        // docs:begin terminal
        @Override
        public PaymentProvider provider(PaymentProvider simulated) {
            return terminal;
        }

        @Override
        public ProviderBooks books(ProviderBooks simulated) {
            return terminal::kept;
        }

        // docs:end terminal

        @Override
        public void prepare(SimulatedWorld world) {
            Caller house = world.newPerson();
            ShowDetails details =
                    aShow().withSeats("balcony", 40, "A-1", "A-2", "A-3", "A-4", "A-5", "A-6")
                            .holdingFor(Duration.ofSeconds(30))
                            .details();
            ShowId id = world.done(t -> t.shows().create(world.by(house), details)).facts().id();
            world.done(t -> t.shows().publish(world.by(house), id));
            world.done(t -> t.shows().openSales(world.by(house), id));
            show = Optional.of(id);
        }

        @Override
        public void operate(SimulatedWorld world) {
            Caller couple = world.newPerson();
            Request request = world.by(couple);
            Places pair = world.chance().oneOf(PAIRS);
            Wish wish = new Wish(show.orElseThrow(), BALCONY, pair, Optional.empty());
            world.ask(
                    request,
                    t -> t.reservations().hold(request, wish),
                    answer -> held(world, couple, answer));
        }

        private static void held(
                SimulatedWorld world, Caller couple, Outcome<Reservation.Started> answer) {
            if (answer instanceof Done<Reservation.Started> held) {
                ReservationId id = held.value().terms().id();
                Duration moment = world.chance().below(Duration.ofSeconds(40));
                world.later(moment, () -> pay(world, couple, id));
            }
        }

        private static void pay(SimulatedWorld world, Caller couple, ReservationId id) {
            Request request = world.by(couple);
            Instrument card = new Instrument(PaymentMethod.Type.CARD, someCard(world));
            world.ask(
                    request,
                    t -> t.payments().pay(request, id, card),
                    answer -> {
                        if (world.chance().happens(0.2)) {
                            giveBack(world, couple, id);
                        }
                    });
        }

        private static String someCard(SimulatedWorld world) {
            return world.chance().happens(0.9) ? CardTerminal.GOOD : CardTerminal.EMPTY;
        }

        private static void giveBack(SimulatedWorld world, Caller couple, ReservationId id) {
            Request request = world.by(couple);
            world.ask(request, t -> t.reservations().cancel(request, id), answer -> {});
        }

        @Override
        public void check(SimulatedWorld world) {
            sold(world).stream()
                    .filter(sale -> !PAIRS.contains(sale.places()))
                    .forEach(sale -> world.fail("no pair: " + sale));
            long tickets = sold(world).stream().mapToLong(sale -> sale.places().quantity()).sum();
            long counted =
                    world
                            .anyServer()
                            .ownRows()
                            .find(BusyDays.DAYS, EnumSet.allOf(DayOfWeek.class))
                            .values()
                            .stream()
                            .mapToLong(BusyDays.Sold::tickets)
                            .sum();
            int orders = printShop.orders().size();
            if (counted != tickets || orders != (tickets < SEATS ? 0 : 1)) {
                world.fail(tickets + " sold, " + counted + " counted, ordered: " + orders);
            }
        }

        static List<SeatsSold> sold(SimulatedWorld world) {
            return world.recorded().stream()
                    .map(recorded -> recorded.event())
                    .filter(SeatsSold.class::isInstance)
                    .map(SeatsSold.class::cast)
                    .toList();
        }
    }

    /** To see that the terminal's own books are looked at. */
    private static final class Pocketed extends LoveSeats {
        @Override
        public ProviderBooks books(ProviderBooks simulated) {
            return () -> Map.of(new PaymentId(new UUID(1, 2)), 40_00L);
        }
    }

    /** To see that a workload's own wish is looked at. */
    private static final class Unsold extends LoveSeats {
        @Override
        public void check(SimulatedWorld world) {
            if (!sold(world).isEmpty()) {
                world.fail("a pair is sold");
            }
        }
    }
}
