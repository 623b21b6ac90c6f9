package dev.ticketing.testkit.engine;

import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.Rows;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.testkit.TestMachine;
import dev.ticketing.testkit.engine.Tally.Added;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Consumers that add up tallies, in as many processes as a test wants. */
final class Following {

    static final String NAME = "sums";
    static final Table<String, Sum> SUMS = new Table<>("sum", String.class, Sum.class);

    final Engine engine = new Engine();
    final InMemoryConsumerStore store = new InMemoryConsumerStore(engine.clock, engine.ids);
    final Sums projection = new Sums();

    /** What has been added, and how often. */
    record Sum(int sum, int events) {}

    /** A process that can be kept from running while others go on. */
    record Node(TestMachine machine, Consumers consumers) {}

    Node process(String owner) {
        return process(owner, engine.memory, store);
    }

    Node process(String owner, Feed feed, ConsumerStore through) {
        TestMachine machine = new TestMachine(engine.clock);
        Consumers consumers =
                new Consumers(
                        List.of(projection),
                        new Consumers.Needs(
                                through,
                                feed,
                                Wakeups.NONE,
                                owner,
                                engine.clock,
                                machine,
                                machine,
                                (task, cause) ->
                                        engine.failures.add(task + ": " + cause.getMessage())));
        return new Node(machine, consumers);
    }

    Node started(String owner) {
        Node process = process(owner);
        process.consumers.start();
        process.machine.run();
        return process;
    }

    void add(String tally, int... amounts) {
        engine.writtenElsewhere(Tally.named(tally), amounts);
    }

    Map<String, Sum> sums() {
        return store.serving(NAME, SUMS);
    }

    ConsumerStatus serving() {
        return store.all().stream()
                .filter(status -> status.role() == ConsumerStatus.Role.SERVING)
                .findFirst()
                .orElseThrow();
    }

    /** Adds up; does not understand the amounts in a set. */
    static final class Sums implements Projection {

        Set<Integer> poison = Set.of();

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Set<Table<?, ?>> tables() {
            return Set.of(SUMS);
        }

        @Override
        public Set<Class<? extends DomainEvent>> interests() {
            return Set.of(Added.class);
        }

        @Override
        public Set<String> categories() {
            return Set.of("tally");
        }

        @Override
        public void apply(RecordedEvent event, Rows rows) {
            if (!(event.event() instanceof Added added)) {
                throw new IllegalStateException("not among the interests");
            }
            if (poison.contains(added.amount())) {
                throw new IllegalStateException("poison: " + added.amount());
            }
            String key = event.stream().key();
            Sum before = rows.get(SUMS, key).orElse(new Sum(0, 0));
            rows.put(SUMS, key, new Sum(before.sum + added.amount(), before.events + 1));
        }
    }
}
