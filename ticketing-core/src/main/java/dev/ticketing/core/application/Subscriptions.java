package dev.ticketing.core.application;

import dev.ticketing.core.consumer.ConsumerId;
import dev.ticketing.core.consumer.ConsumerStatus;
import dev.ticketing.core.consumer.ConsumerStatus.Role;
import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Consumers;
import dev.ticketing.core.consumer.Consumers.Progress;
import dev.ticketing.core.log.Position;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What follows the log, for operators: administrators look at it, hold it up, and have it built
 * anew. Blocks; safe for any number of threads.
 */
public final class Subscriptions {

    private final Consumers consumers;
    private final ConsumerStore store;
    private final Set<String> readModels;
    private final Supplier<Position> head;

    /**
     * @param readModels the names of those that can be built anew from the log
     */
    Subscriptions(
            Consumers consumers,
            ConsumerStore store,
            Set<String> readModels,
            Supplier<Position> head) {
        this.consumers = consumers;
        this.store = store;
        this.readModels = Set.copyOf(readModels);
        this.head = head;
    }

    /** All of them, by name. */
    public Outcome<List<Subscription>> list(Caller caller) {
        return Operators.asAdmin(caller, () -> Operators.done(all()));
    }

    /** All of them, by name, for monitoring: whether somebody may see it was asked before. */
    public List<Subscription> all() {
        Map<String, List<Progress>> copies = new LinkedHashMap<>();
        for (Progress copy : consumers.progress()) {
            copies.computeIfAbsent(copy.status().id().name(), name -> new ArrayList<>()).add(copy);
        }
        return copies.values().stream().flatMap(one -> subscription(one).stream()).toList();
    }

    /** The name by which this process owns consumers. */
    public String ownName() {
        return consumers.owner();
    }

    /** Holds it up, with all its copies; nothing to do if it is held up. */
    public Outcome<Subscription> pause(Caller caller, String name) {
        return Operators.asAdmin(
                caller, () -> store.pause(name) ? now(name) : Operators.notFound());
    }

    /** Lets it go on, also if it was stopped. */
    public Outcome<Subscription> resume(Caller caller, String name) {
        return Operators.asAdmin(
                caller, () -> store.resume(name) ? now(name) : Operators.notFound());
    }

    /** Begins a new copy, which takes over when it has caught up. */
    public Outcome<Subscription> rebuild(Caller caller, String name) {
        return Operators.asAdmin(caller, () -> rebuild(name));
    }

    private Outcome<Subscription> rebuild(String name) {
        // Nobody here could fill a copy of it.
        if (!consumers.names().contains(name)) {
            return Operators.notFound();
        }
        if (!readModels.contains(name)) {
            return Operators.refused(new OperatorRejection.NoReadModel());
        }
        Optional<ConsumerId> begun = store.begin(name, Role.REBUILDING);
        return begun.isPresent()
                ? now(name)
                : Operators.refused(new OperatorRejection.RebuildRunning());
    }

    /**
     * Removes the copies that have served, with what was set aside in them. May take long, and can
     * be begun again where it was interrupted.
     */
    public Outcome<Subscription> dropRetired(Caller caller, String name) {
        return Operators.asAdmin(caller, () -> dropRetired(name));
    }

    private Outcome<Subscription> dropRetired(String name) {
        // Nobody here knows which tables its rows are in.
        if (!consumers.names().contains(name)) {
            return Operators.notFound();
        }
        store.all().stream()
                .filter(copy -> copy.id().name().equals(name) && copy.role() == Role.RETIRED)
                .forEach(copy -> store.drop(copy.id()));
        return now(name);
    }

    private Outcome<Subscription> now(String name) {
        return all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(Operators::done)
                .orElseGet(Operators::notFound);
    }

    private Optional<Subscription> subscription(List<Progress> copies) {
        Optional<ConsumerStatus> rebuild = find(copies, Role.REBUILDING).map(Progress::status);
        List<Integer> retired =
                copies.stream()
                        .filter(is(Role.RETIRED))
                        .map(copy -> copy.status().id().copy())
                        .toList();
        return find(copies, Role.SERVING)
                .map(
                        copy ->
                                new Subscription(
                                        copy.status().id().name(),
                                        copy.position(),
                                        copy.lag(),
                                        copy.age(),
                                        state(copy.status(), rebuild),
                                        copy.status().owner(),
                                        rebuild.flatMap(ConsumerStatus::reason)
                                                .or(copy.status()::reason),
                                        rebuild.map(this::rebuild),
                                        retired));
    }

    private Subscription.Rebuild rebuild(ConsumerStatus copy) {
        Position end = head.get();
        return new Subscription.Rebuild(
                copy.position(), copy.position().isBefore(end) ? end : copy.position());
    }

    /** While it is built anew, that is what counts: it will serve, whatever the old one does. */
    private static Subscription.State state(
            ConsumerStatus serving, Optional<ConsumerStatus> rebuild) {
        return switch (rebuild.orElse(serving).state()) {
            case RUNNING ->
                    rebuild.isPresent()
                            ? Subscription.State.REBUILDING
                            : Subscription.State.RUNNING;
            case PAUSED -> Subscription.State.PAUSED;
            case STOPPED -> Subscription.State.STOPPED;
        };
    }

    private static Optional<Progress> find(List<Progress> copies, Role role) {
        return copies.stream().filter(is(role)).findFirst();
    }

    private static Predicate<Progress> is(Role role) {
        return copy -> copy.status().role() == role;
    }
}
