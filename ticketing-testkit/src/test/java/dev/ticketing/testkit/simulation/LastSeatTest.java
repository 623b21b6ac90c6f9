package dev.ticketing.testkit.simulation;

import static dev.ticketing.testkit.assertions.TicketingAssertions.assertThat;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The example of the documentation: a workload of one's own. */
class LastSeatTest {

    // docs:begin seeds
    @Simulated(seeds = 200, operations = 30)
    void many_want_the_last_place_and_since_nobody_pays_it_is_free_again(Seed seed) {
        seed.run(LastSeat::new);
    }

    // docs:end seeds

    /** A show with a single place, and a crowd. */
    private static final class LastSeat implements Workload {

        private static final SectionId FLOOR = new SectionId("floor");

        private Optional<ShowId> show = Optional.empty();

        @Override
        public void prepare(SimulatedWorld world) {
            Caller owner = world.newPerson();
            ShowId id =
                    world.done(s -> s.shows().create(world.by(owner), details(world.now())))
                            .facts()
                            .id();
            world.done(s -> s.shows().publish(world.by(owner), id));
            world.done(s -> s.shows().openSales(world.by(owner), id));
            show = Optional.of(id);
        }

        private Wish place() {
            return new Wish(show.orElseThrow(), FLOOR, new Places.Count(1), Optional.empty());
        }

        // docs:begin asking
        @Override
        public void operate(SimulatedWorld world) {
            Request request = world.by(world.newPerson());
            world.ask(request, s -> s.reservations().hold(request, place()), answer -> {});
        }

        @Override
        public void check(SimulatedWorld world) {
            // Every hold has ended, whatever went wrong: whoever comes now gets the place.
            Request request = world.by(world.newPerson());
            Reservation.Started last = world.done(s -> s.reservations().hold(request, place()));
            assertThat(last).isHeld();
        }

        // docs:end asking

        private static ShowDetails details(Instant now) {
            Currency euro = Currency.getInstance("EUR");
            return new ShowDetails(
                    "The Tempest",
                    "A storm, and what came of it.",
                    now.plus(Duration.ofDays(90)),
                    now.plus(Duration.ofDays(91)),
                    ZoneId.of("Europe/Berlin"),
                    new Venue("Globe", "Bankside 21"),
                    euro,
                    List.of(new Section(FLOOR, "Floor", new Seating.General(1))),
                    List.of(
                            Tier.always(
                                    new TierId("normal"), "Normal", FLOOR, new Money(5_000, euro))),
                    1,
                    Duration.ofSeconds(30),
                    RefundPolicy.DEFAULT);
        }
    }
}
