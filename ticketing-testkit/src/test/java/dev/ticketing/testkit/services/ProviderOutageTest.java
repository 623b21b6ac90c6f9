package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The payment provider is away for five minutes in the middle of a sale. */
class ProviderOutageTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The provider is found to be silent after so many calls. */
    private static final int NOTICED_AFTER = 20;

    private static final int OUTAGE_SECONDS = 300;

    private final World world = new World();
    private final ShowId show = world.onSale(World.details(2_000, RefundPolicy.DEFAULT));

    @AfterEach
    void the_log_is_sound() {
        world.assertSound();
        assertThat(world.verified().isClean()).isTrue();
    }

    @Test
    void the_sale_goes_on_holding_and_everything_that_was_begun_is_settled_afterwards() {
        ReservationId before = world.confirmed(show, World.places(1));
        List<ReservationId> unknown = new ArrayList<>();
        int sparedProvider = 0;
        world.provider.goesAway();
        world.done(world.cancel(world.customer, before));
        for (int second = 0; second < OUTAGE_SECONDS; second++) {
            ReservationId id = world.held(show, World.places(1));
            world.provider.isAvailable(second < NOTICED_AFTER);
            switch (world.await(world.pay(id))) {
                case Outcome.Done<Payment.Requested> done -> {
                    assertThat(done.value()).isInstanceOf(Payment.Unknown.class);
                    unknown.add(id);
                }
                case Outcome.Refused<Payment.Requested>(Refusal why) -> {
                    assertThat(why).isEqualTo(new Refusal.ProviderSilent());
                    sparedProvider++;
                }
            }
            world.machine.advance(SECOND);
        }
        assertThat(unknown).hasSize(NOTICED_AFTER);
        assertThat(sparedProvider).isEqualTo(OUTAGE_SECONDS - NOTICED_AFTER);
        assertThat(world.recorded(RefundCompleted.class)).isEmpty();

        world.provider.comesBack();
        world.provider.isAvailable(true);
        ReservationId after = world.confirmed(show, World.places(1));
        world.machine.advance(Duration.ofMinutes(10));

        assertThat(world.statusOf(after)).isEqualTo(Status.CONFIRMED);
        assertThat(world.recorded(RefundCompleted.class)).hasSize(1);
        assertThat(unknown).allMatch(id -> world.statusOf(id) == Status.EXPIRED);
        assertThat(world.provider.memory().captures()).hasSize(2);
    }

    @Test
    void what_it_had_taken_before_it_went_is_found_when_it_is_back() {
        ReservationId id = world.held(show, World.places(2));
        world.provider.losesAnAnswer();
        world.await(world.pay(id));
        world.provider.goesAway();

        world.machine.advance(Duration.ofMinutes(4));
        assertThat(world.statusOf(id)).isEqualTo(Status.PAYMENT_PENDING);
        world.provider.comesBack();
        world.machine.advance(Duration.ofMinutes(5));

        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        assertThat(world.provider.memory().captures()).hasSize(1);
        assertThat(world.provider.memory().refunds()).isEmpty();
    }
}
