package dev.ticketing.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Ticketing.Stores;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentProvider;
import dev.ticketing.core.show.ShowId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** What is planted is found, made small, and told. */
class PlantedTest {

    private static final int SEEDS = 200;

    /** A log that says done before it has written, and forgets now and then. */
    private static final class ForgetfulSale extends DelegatingSale {

        private int appends;

        @Override
        public Stores stores(Stores simulated) {
            return new Stores(
                    forgetful(simulated.log()),
                    simulated.feed(),
                    simulated.storedFeed(),
                    simulated.snapshots(),
                    simulated.consumers(),
                    simulated.wakeups(),
                    simulated.openWork(),
                    simulated.keys(),
                    simulated.journal(),
                    simulated.webhooks(),
                    simulated.directories());
        }

        private EventLog forgetful(EventLog log) {
            return new EventLog() {
                @Override
                public List<AppendResult> append(List<Unit> units) {
                    appends++;
                    return appends % 20 == 0
                            ? units.stream().map(ForgetfulSale::lie).toList()
                            : log.append(units);
                }

                @Override
                public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
                    return log.read(stream, after, limit);
                }

                @Override
                public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
                    return log.readAll(streams);
                }

                @Override
                public Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands) {
                    return log.applied(commands);
                }
            };
        }

        private static AppendResult lie(Unit unit) {
            return new AppendResult.Appended(new Position(1), new Position(unit.eventCount()));
        }
    }

    /** A provider that is asked to take the money, and is told of it once more. */
    private static final class GreedySale extends DelegatingSale {

        @Override
        public PaymentProvider provider(PaymentProvider simulated) {
            return new GreedyProvider(simulated);
        }
    }

    @Test
    void an_answer_that_is_not_in_the_log_is_found() {
        Violation violation = first("ACKNOWLEDGED", ForgetfulSale::new);
        assertThat(violation.shrunk().operations()).isLessThan(violation.options().operations());
        assertThat(violation.shrunk().faults())
                .as("it needs hardly any")
                .hasSizeLessThan(Fault.values().length / 2);
        assertThat(Simulation.violation(violation.seed(), violation.shrunk(), ForgetfulSale::new))
                .as("the least still shows it")
                .isPresent();
    }

    @Test
    void money_that_is_taken_twice_is_found_in_the_providers_books() {
        Violation violation = first("MONEY: nobody asked for", GreedySale::new);
        assertThat(violation.told())
                .startsWith(violation.seed() + ": ")
                .contains("least ", " operations, ", " servers, ");
    }

    @Test
    void a_test_is_told_the_seed() {
        long seed = first("ACKNOWLEDGED", ForgetfulSale::new).seed();
        assertThatThrownBy(() -> new Seed(seed, SimulationOptions.DEFAULT).run(ForgetfulSale::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(seed + ": ACKNOWLEDGED");
    }

    @Test
    void what_a_workload_expects_and_does_not_find_is_made_small_and_told() {
        for (Supplier<Workload> doubting :
                List.<Supplier<Workload>>of(
                        DoubtfulAtTheEnd::new, DoubtfulAnswer::new, DoubtfulLater::new)) {
            assertThatThrownBy(() -> new Seed(1, SimulationOptions.DEFAULT).run(doubting))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("1: THREW java.lang.AssertionError: not so")
                    .hasMessageContaining(" 1 servers, the faults []")
                    .hasMessageContaining("-Dticketing.seed=1 -Dticketing.seed.operations=")
                    .hasMessageContaining(" -Dticketing.seed.faults=none");
        }
    }

    private static final class DoubtfulAtTheEnd extends DelegatingSale {

        @Override
        public void check(SimulatedWorld world) {
            throw new AssertionError("not so");
        }
    }

    private static final class DoubtfulAnswer extends DelegatingSale {

        @Override
        public void operate(SimulatedWorld world) {
            Request request = world.by(world.newPerson());
            world.ask(
                    request,
                    server -> server.shows().publish(request, new ShowId(new UUID(1, 2))),
                    answer -> {
                        throw new AssertionError("not so");
                    });
        }
    }

    private static final class DoubtfulLater extends DelegatingSale {

        @Override
        public void prepare(SimulatedWorld world) {
            world.later(
                    Duration.ofMillis(1),
                    () -> {
                        throw new AssertionError("not so");
                    });
            super.prepare(world);
        }
    }

    @Test
    void the_story_is_that_of_the_reservation_in_question() {
        Violation violation = first("HOUSE", () -> new Complaint(false));

        assertThat(violation.story())
                .isNotEmpty()
                .anyMatch(line -> line.contains(" reservation-started: "))
                .anyMatch(line -> line.contains(" payment-requested: "));
        assertThat(Simulation.run(violation.seed(), violation.options(), () -> new Complaint(true)))
                .as("it is named by its payment, too")
                .extracting(result -> result.violation().orElseThrow().story())
                .isEqualTo(violation.story());
        assertThat(violation.told()).contains(violation.story());
    }

    /** Complains of the first reservation that was paid for. */
    private static final class Complaint extends DelegatingSale {

        private final boolean ofPayment;

        Complaint(boolean ofPayment) {
            this.ofPayment = ofPayment;
        }

        @Override
        public void check(SimulatedWorld world) {
            world.recorded().stream()
                    .map(RecordedEvent::event)
                    .filter(PaymentRequested.class::isInstance)
                    .map(event -> ((PaymentRequested) event).request())
                    .findFirst()
                    .ifPresent(
                            one ->
                                    world.fail(
                                            "HOUSE: "
                                                    + (ofPayment ? one.id() : one.reservation())));
        }
    }

    @Test
    void a_run_that_follows_from_more_than_its_seed_has_another_hash() {
        AtomicInteger runs = new AtomicInteger();
        Supplier<Workload> unsteady = () -> new UnsteadySale(runs.incrementAndGet());
        assertThat(Simulation.run(1, SimulationOptions.DEFAULT, unsteady).hash())
                .isNotEqualTo(Simulation.run(1, SimulationOptions.DEFAULT, unsteady).hash());
    }

    /** More people come each time. */
    private static final class UnsteadySale extends DelegatingSale {

        private final int run;

        UnsteadySale(int run) {
            this.run = run;
        }

        @Override
        public void prepare(SimulatedWorld world) {
            for (int i = 0; i < run; i++) {
                world.newPerson();
            }
            super.prepare(world);
        }
    }

    /** A log that forgets shows in more than one way. */
    private static Violation first(String beginning, Supplier<Workload> workload) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.run(seed, SimulationOptions.DEFAULT, workload))
                .map(SimulationResult::violation)
                .flatMap(Optional::stream)
                .filter(violation -> violation.message().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not found in " + SEEDS + " seeds"));
    }

    /** The sale that comes with the simulation. */
    private abstract static class DelegatingSale implements Workload {

        private final Sale sale = new Sale();

        @Override
        public void prepare(SimulatedWorld world) {
            sale.prepare(world);
        }

        @Override
        public void operate(SimulatedWorld world) {
            sale.operate(world);
        }
    }
}
