package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Refusal;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.inventory.Availability;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.mailbox.Completion.Reason;
import dev.ticketing.core.mailbox.MailboxLimits;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.reservation.Reservation.Status;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.upkeep.OpenWork.Due;
import dev.ticketing.core.upkeep.OpenWork.SectionOfShow;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

/** Starting, stopping, and being asked for too much. */
class LifeTest {

    private final World world = new World();

    @Test
    void a_stopped_system_takes_nothing_and_answers_what_it_took() {
        ShowId show = world.onSale();
        var taken = world.hold(show, World.places(1));

        var stopped = world.ticketing.stop();

        assertThat(stopped).isNotDone();
        assertThat(world.refused(world.hold(show, World.places(1))))
                .isEqualTo(new Refusal.NotTaken(Reason.CLOSED));
        assertThat(world.await(taken)).isInstanceOf(Outcome.Done.class);
        world.machine.advance(Duration.ofMillis(10));
        assertThat(stopped).isCompleted();
    }

    @Test
    void a_new_process_finds_everything_as_it_was() {
        ShowId show = world.onSale();
        var held = world.held(show, World.places(2));
        world.confirmed(show, World.places(3));
        world.await(world.ticketing.stop());

        Ticketing next = world.newProcess();

        assertThat(
                        next.shows()
                                .availability(Optional.empty(), show, World.STALLS)
                                .orElseThrow()
                                .sections()
                                .getFirst()
                                .places())
                .isEqualTo(new Availability(10, 2, 3, 0));
        assertThat(world.done(next.payments().pay(world.by(world.customer), held, World.CARD)))
                .isInstanceOf(Payment.Captured.class);
        assertThat(next.head()).isEqualTo(world.memory.head());
    }

    @Test
    void who_asks_for_too_much_at_once_is_sent_away() {
        ShowId show = world.onSale();
        Ticketing small = world.newProcess(world.log, new MailboxLimits(1, 10, 10, 5, 100, 1_000));

        var first = world.hold(small, world.customer, show, World.places(1));
        var second = world.hold(small, world.customer, show, World.places(1));

        assertThat(world.refused(second)).isEqualTo(new Refusal.NotTaken(Reason.OVERLOADED));
        assertThat(world.await(first)).isInstanceOf(Outcome.Done.class);
        assertThat(small.statistics().pushedBack()).isEqualTo(1);
        assertThat(small.statistics().units()).isEqualTo(1);
    }

    @Test
    void a_payment_that_was_begun_is_pending_though_there_is_no_room_to_settle_it() {
        ShowId show = world.onSale();
        Ticketing small = world.newProcess(world.log, new MailboxLimits(1, 10, 10, 5, 100, 1_000));
        var id = world.held(show, World.places(1));
        world.provider.meanwhile(
                () -> {
                    var unused = world.hold(small, world.stranger, show, World.places(1));
                });

        var paid = small.payments().pay(world.by(world.customer), id, World.CARD);

        assertThat(world.done(paid)).isInstanceOf(Payment.Pending.class);
        world.machine.advance(Duration.ofSeconds(31));
        assertThat(world.statusOf(id)).isEqualTo(Status.CONFIRMED);
        world.assertSound();
    }

    @Test
    void a_section_that_was_never_opened_has_nothing_to_sweep() {
        ShowId show = world.draft(World.details());
        world.consumers.amend(
                "open-work",
                OpenWork.SECTIONS,
                rows ->
                        rows.put(
                                new SectionOfShow(show, World.STALLS),
                                new Due(world.clock.instant(), new Position(1))));

        world.machine.advance(Duration.ofSeconds(1));

        assertThat(world.openWork.dueSections(World.STARTS, 10)).isEmpty();
        assertThat(world.failures).isEmpty();
    }
}
