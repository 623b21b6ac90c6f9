package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.GivenBack;
import dev.ticketing.testkit.memory.InMemoryPaymentProvider.Taken;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Somebody pays for a hold in each millisecond from 20 before its end to 20 after it, while the
 * sweep ends it and others want the same seat, in many orders of what runs at a time.
 */
class ExpiryRaceTest {

    private static final int BEFORE = 20;
    private static final int AFTER = 20;
    private static final int SEEDS = 9;
    private static final Duration MILLI = Duration.ofMillis(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 2_000})
    void nobody_is_charged_for_what_they_do_not_get_and_no_seat_is_sold_twice(long first) {
        Map<Status, Integer> ends = new EnumMap<>(Status.class);
        int returned = 0;
        for (long seed = first; seed < first + SEEDS; seed++) {
            Race race = new Race(seed);
            race.run();
            race.ends().forEach((end, count) -> ends.merge(end, count, Integer::sum));
            returned += race.world.recorded(RefundCompleted.class).size();
        }
        assertThat(ends).containsOnlyKeys(Status.CONFIRMED, Status.EXPIRED);
        assertThat(ends.values()).allMatch(count -> count > 20);
        assertThat(returned).as("charged too late, and given back").isPositive();
    }

    /** One after the other pays for a hold that ends at the same instant as all others. */
    private static final class Race {

        private final RandomGenerator random;
        private final World world;
        private final ShowId show;
        private final List<ReservationId> holds = new ArrayList<>();
        private final List<CompletableFuture<Outcome<Payment.Requested>>> paying =
                new ArrayList<>();

        Race(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            world = new World(random);
            show =
                    world.onSale(
                            World.details(
                                    List.of(
                                            new Section(
                                                    World.CIRCLE,
                                                    "Circle",
                                                    new Seating.Numbered(seats()))),
                                    List.of(World.tier("best", World.CIRCLE, 80)),
                                    RefundPolicy.DEFAULT));
        }

        private static List<SeatLabel> seats() {
            return IntStream.range(0, BEFORE + AFTER + 1)
                    .mapToObj(i -> new SeatLabel("S-" + i))
                    .toList();
        }

        void run() {
            for (SeatLabel seat : seats()) {
                holds.add(world.held(show, new Places.Seats(List.of(seat))));
            }
            Instant end = world.reservation(holds.getFirst()).terms().expiresAt();
            world.machine.advance(Duration.between(world.clock.instant(), end.minusMillis(BEFORE)));
            for (ReservationId hold : holds) {
                payFor(hold);
                world.machine.advance(MILLI);
            }
            world.machine.advance(SettlementProcess.FIRST_LOOK_UP.plusMinutes(1));
            world.assertSound();
            assertThat(world.verified().isClean()).isTrue();
            assertThat(paying).allMatch(CompletableFuture::isDone);
            holds.forEach(this::assertPaidForWhatTheyHave);
        }

        /** The answer of the provider may be there at once, or some milliseconds later. */
        private void payFor(ReservationId hold) {
            int takes = random.nextInt(8);
            if (takes > 4) {
                world.provider.meanwhile(
                        () -> {
                            world.jump(MILLI.multipliedBy(takes));
                            somebodyElseWants(hold);
                        });
            } else if (takes == 4) {
                world.provider.losesAnAnswer();
            }
            paying.add(world.pay(hold));
            if (random.nextInt(3) == 0) {
                somebodyElseWants(hold);
            }
        }

        private void somebodyElseWants(ReservationId hold) {
            Places seat = world.reservation(hold).terms().places();
            var unused = world.hold(world.ticketing, world.stranger, show, seat);
        }

        private void assertPaidForWhatTheyHave(ReservationId hold) {
            Reservation.Started ended = world.reservation(hold);
            long price = ended.terms().total().amount();
            long kept = 0;
            for (Taken taken : world.provider.memory().captures()) {
                if (reservationOf(taken).equals(hold)) {
                    kept += taken.amount().amount() - backOf(taken);
                }
            }
            assertThat(kept)
                    .as("%s, %s", hold, ended)
                    .isEqualTo(ended instanceof Reservation.Confirmed ? price : 0);
        }

        private ReservationId reservationOf(Taken taken) {
            return world.ticketing
                    .payments()
                    .find(world.admin, taken.key())
                    .orElseThrow()
                    .state()
                    .request()
                    .reservation();
        }

        private long backOf(Taken taken) {
            return world.provider.memory().refunds().stream()
                    .filter(back -> back.captureReference().equals(taken.reference()))
                    .map(GivenBack::amount)
                    .mapToLong(amount -> amount.amount())
                    .sum();
        }

        Map<Status, Integer> ends() {
            Map<Status, Integer> ends = new EnumMap<>(Status.class);
            holds.forEach(hold -> ends.merge(world.statusOf(hold), 1, Integer::sum));
            return ends;
        }
    }
}
