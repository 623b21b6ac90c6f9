package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.SettlementProcess;
import dev.ticketing.core.payment.SettlementState;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whatever people ask in whatever order of two processes, what always holds still holds. Everything
 * follows from the seed: {@code -Dticketing.seed=…} runs one again.
 */
class RandomOperationsTest {

    private static final int OPERATIONS = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_270_301})
    void ten_thousand_operations_break_no_rule(long seed) {
        new Run(seed).play(OPERATIONS);
    }

    @Test
    void ten_thousand_operations_of_todays_seed_break_no_rule() {
        Long given = Long.getLong("ticketing.seed");
        new Run(given == null ? ThreadLocalRandom.current().nextLong() : given).play(OPERATIONS);
    }

    /** One seed, played. */
    private static final class Run {

        private final long seed;
        private final World world;
        private final RandomOperations asked;

        Run(long seed) {
            this.seed = seed;
            Random random = new Random(seed);
            world = new World(random);
            asked = new RandomOperations(world, random, OPERATIONS);
        }

        void play(int operations) {
            try {
                asked.play(operations);
                world.machine.advance(Duration.ofMinutes(10));
                check();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("run again with -Dticketing.seed=" + seed, e);
            }
        }

        private void check() {
            List<RecordedEvent> log = world.recorded();
            assertThat(LogInvariants.violationsIn(log)).isEmpty();
            assertThat(world.verified().violations())
                    .as("every read model is what the log says")
                    .isEmpty();
            assertThat(asked.answers)
                    .as("everybody was answered")
                    .allMatch(CompletableFuture::isDone);
            assertThat(asked.answers)
                    .as("nobody was failed but by the log")
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .allMatch(answer -> isTheLogs(answer.exceptionNow()));
            assertThat(world.recorded(RefundCompleted.class))
                    .as("every refund was done")
                    .hasSameSizeAs(world.recorded(RefundRequested.class));
            assertThat(world.webhooks.waiting()).as("all that was told is seen to").isZero();
            assertThat(asked.told()).as("some of it was told again").isGreaterThan(1);
            assertMany(ReservationConfirmed.class);
            assertMany(HoldsLapsed.class);
            assertMany(ReservationExpired.class);
            assertMany(ReservationCancelled.class);
            assertMany(RefundCompleted.class);
            assertSome(SeatsBlocked.class);
            assertSome(SeatsUnblocked.class);
            assertMany(PaymentFailed.class);
            assertMany(TicketTransferred.class);
            assertThat(world.recorded(ShowCancelled.class)).isNotEmpty();
            var settlement = SettlementProcess.TABLES;
            assertThat(world.consumers.serving(settlement.process(), settlement.instances()))
                    .as("no money is on its way")
                    .allSatisfy(
                            (payment, row) ->
                                    assertThat(row.state())
                                            .isInstanceOf(SettlementState.GivenUp.class));
        }

        private static boolean isTheLogs(Throwable failure) {
            return failure instanceof LogUnavailable
                    || failure instanceof UnknownOutcome
                    || (failure instanceof CompletionException
                            && isTheLogs(requireNonNull(failure.getCause())));
        }

        /** Each takes a place from those who want to buy. */
        private void assertSome(Class<? extends DomainEvent> type) {
            assertThat(world.recorded(type).size()).as(type.getSimpleName()).isGreaterThan(5);
        }

        /** Or the operations do not show what they are for. */
        private void assertMany(Class<? extends DomainEvent> type) {
            assertThat(world.recorded(type).size()).as(type.getSimpleName()).isGreaterThan(50);
        }
    }
}
