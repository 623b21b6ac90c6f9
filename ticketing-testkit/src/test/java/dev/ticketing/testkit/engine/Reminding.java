package dev.ticketing.testkit.engine;

import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.process.Effect;
import dev.ticketing.core.process.Effect.CancelTimer;
import dev.ticketing.core.process.Effect.Send;
import dev.ticketing.core.process.Effect.SetTimer;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectId;
import dev.ticketing.core.process.EffectRow;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.process.EffectRunner;
import dev.ticketing.core.process.Hopeless;
import dev.ticketing.core.process.ProcessInput;
import dev.ticketing.core.process.ProcessInput.Happened;
import dev.ticketing.core.process.ProcessInput.TimedOut;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessProjection;
import dev.ticketing.core.process.ProcessRow;
import dev.ticketing.core.process.ProcessTables;
import dev.ticketing.testkit.TestMachine;
import dev.ticketing.testkit.engine.Tally.Added;
import dev.ticketing.testkit.memory.InMemoryConsumerStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A process that reminds of tallies, in as many operating-system processes as a test wants. */
final class Reminding {

    static final Duration FIRST = Duration.ofSeconds(10);
    static final Duration AGAIN = Duration.ofSeconds(20);

    /** Longer than it takes to notice that something is there, or due. */
    static final Duration NOTICED = Duration.ofSeconds(1);

    /** What brings a tally to an end. */
    static final int LAST = 9;

    static final ProcessTables<Reminded, Reminder> TABLES = ProcessTables.of("reminding");

    final Engine engine = new Engine();
    final InMemoryConsumerStore store = new InMemoryConsumerStore(engine.clock, engine.ids);
    final Manager manager = new Manager();

    /** What was done, in order. */
    final List<Done> done = new ArrayList<>();

    /** How many of the next effects fail. */
    int failing;

    /** Tallies that nobody can be welcome to. */
    final Set<String> hopeless = new HashSet<>();

    private final Map<EffectId, String> tried = new HashMap<>();
    private final List<EffectId> tries = new ArrayList<>();

    record Reminded(int sum, int reminders) {}

    record Reminder(String tally, String words) {}

    record Done(EffectId id, Reminder reminder) {}

    /** A process that can be kept from running while others go on. */
    record Node(TestMachine machine, Consumers consumers, EffectRunner<Reminder> effects) {

        void advance(Duration by) {
            machine.advance(by);
        }
    }

    Node started(String owner) {
        return started(owner, this::perform);
    }

    Node started(String owner, EffectHandler<Reminder> handler) {
        return started(owner, handler, EffectRules.FOR_EVER);
    }

    Node started(String owner, EffectHandler<Reminder> handler, EffectRules rules) {
        TestMachine machine = new TestMachine(engine.clock);
        Consumers consumers =
                new Consumers(
                        List.of(new ProcessProjection<>(manager)),
                        new Consumers.Needs(
                                store,
                                engine.memory,
                                Wakeups.NONE,
                                owner,
                                engine.clock,
                                machine,
                                machine,
                                this::failed));
        EffectRunner<Reminder> effects =
                new EffectRunner<>(
                        TABLES, store, consumers, handler, rules, machine, machine, this::failed);
        consumers.start();
        effects.start();
        machine.run();
        return new Node(machine, consumers, effects);
    }

    private void failed(String task, Throwable cause) {
        engine.failures.add(task + ": " + cause.getMessage());
    }

    CompletableFuture<?> perform(EffectId id, UUID correlation, Reminder reminder) {
        tries.add(id);
        tried.put(id, reminder.tally + ": " + reminder.words);
        if (reminder.words.equals("welcome") && hopeless.contains(reminder.tally)) {
            throw new Hopeless("nobody there");
        }
        if (failing > 0) {
            failing--;
            throw new IllegalStateException("not now");
        }
        done.add(new Done(id, reminder));
        return CompletableFuture.completedFuture(null);
    }

    void add(String tally, int... amounts) {
        for (int amount : amounts) {
            engine.writtenElsewhere(Tally.named(tally), amount);
        }
    }

    /** Tries of a tally's welcome, whatever came of it. */
    List<EffectId> welcomes(String tally) {
        return tries.stream().filter(id -> (tally + ": welcome").equals(tried.get(id))).toList();
    }

    List<String> said() {
        return done.stream().map(one -> one.reminder.tally + ": " + one.reminder.words).toList();
    }

    Map<String, ProcessRow<Reminded>> instances() {
        return store.serving(TABLES.process(), TABLES.instances());
    }

    Map<EffectId, EffectRow<Reminder>> effects() {
        return store.serving(TABLES.process(), TABLES.effects());
    }

    /** The latest that was set aside. */
    DeadLetter letter() {
        return store.deadLetters(Optional.empty(), Optional.empty(), Optional.empty(), 10)
                .getFirst();
    }

    /**
     * Welcomes a tally, and reminds of it ever again until it has had its last; does not understand
     * the amounts in a set.
     */
    static final class Manager implements ProcessManager<Reminded, Reminder> {

        Set<Integer> poison = Set.of();
        boolean cannotRemind;

        @Override
        public ProcessTables<Reminded, Reminder> tables() {
            return TABLES;
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
        public Optional<String> instanceOf(RecordedEvent event) {
            String key = event.stream().key();
            return key.startsWith("ignored") ? Optional.empty() : Optional.of(key);
        }

        @Override
        public Reminded initialState() {
            return new Reminded(0, 0);
        }

        @Override
        public Reminded evolve(Reminded state, ProcessInput input) {
            return switch (input) {
                case Happened happened -> {
                    int amount = amount(happened);
                    if (poison.contains(amount)) {
                        throw new IllegalStateException("poison: " + amount);
                    }
                    yield new Reminded(amount == LAST ? LAST : state.sum + amount, state.reminders);
                }
                case TimedOut out -> {
                    if (cannotRemind) {
                        throw new IllegalStateException("speechless");
                    }
                    yield new Reminded(state.sum, state.reminders + 1);
                }
            };
        }

        @Override
        public List<Effect<Reminder>> react(Reminded state, ProcessInput input) {
            return switch (input) {
                case Happened(RecordedEvent event) -> {
                    if (state.sum == LAST) {
                        yield List.of(new CancelTimer<>("remind"));
                    }
                    yield event.version().value() == 1
                            ? List.of(
                                    new Send<>(new Reminder(event.stream().key(), "welcome")),
                                    new SetTimer<>("remind", FIRST))
                            : List.of();
                }
                case TimedOut out ->
                        List.of(
                                new Send<>(
                                        new Reminder(out.instance(), "again " + state.reminders)),
                                new SetTimer<>("remind", AGAIN));
            };
        }

        @Override
        public boolean isOver(Reminded state) {
            return state.sum == LAST;
        }

        private static int amount(Happened happened) {
            if (happened.event().event() instanceof Added added) {
                return added.amount();
            }
            throw new IllegalStateException("not among the interests");
        }
    }
}
