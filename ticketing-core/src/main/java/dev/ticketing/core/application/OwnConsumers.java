package dev.ticketing.core.application;

import dev.ticketing.core.consumer.Projection;
import dev.ticketing.core.consumer.TimedProjection;
import dev.ticketing.core.process.EffectHandler;
import dev.ticketing.core.process.EffectRules;
import dev.ticketing.core.process.ProcessManager;
import dev.ticketing.core.process.ProcessProjection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Projections and process managers of the program that embeds the system. They follow the log as
 * the built-in ones do: with effect exactly once, whatever dies, with dead letters, and with
 * everything that operators can do about it.
 *
 * <p>Their names, and those of their tables, begin with {@link #PREFIX}: no version of the system
 * will ever have one of that kind. Whoever stores them has to be told how, before it starts.
 */
public final class OwnConsumers {

    /** What no name of a built-in consumer or table begins with. */
    public static final String PREFIX = "own_";

    public static final OwnConsumers NONE = new OwnConsumers(List.of(), List.of());

    private final List<Projection> projections;
    private final List<OwnProcess<?, ?>> processes;

    /** A process, and who does what it sends. */
    record OwnProcess<S, C>(
            ProcessProjection<S, C> projection,
            EffectRules rules,
            Function<Ticketing, EffectHandler<C>> handler) {}

    private OwnConsumers(List<Projection> projections, List<OwnProcess<?, ?>> processes) {
        this.projections = List.copyOf(projections);
        this.processes = List.copyOf(processes);
        Set<String> consumers = new HashSet<>();
        Set<String> tables = new HashSet<>();
        all().forEach(
                        one -> {
                            require("consumer", one.name(), consumers);
                            one.tables().forEach(table -> require("table", table.name(), tables));
                        });
    }

    private static void require(String what, String name, Set<String> taken) {
        if (!name.startsWith(PREFIX) || name.length() == PREFIX.length()) {
            throw new IllegalArgumentException(
                    what + " " + name + " does not begin with " + PREFIX);
        }
        if (!taken.add(name)) {
            throw new IllegalArgumentException("there are two of " + what + " " + name);
        }
    }

    /**
     * These, and a projection. It begins at the start of the log.
     *
     * @throws IllegalArgumentException if a name is taken, or does not begin with {@link #PREFIX}
     */
    public OwnConsumers with(Projection projection) {
        if (projection instanceof TimedProjection) {
            throw new IllegalArgumentException("no projection but a process: " + projection.name());
        }
        List<Projection> more = new ArrayList<>(projections);
        more.add(projection);
        return new OwnConsumers(more, processes);
    }

    /**
     * These, and a process manager. It begins at the start of the log: what is too old to be of use
     * is dropped by {@link EffectRules#useFor}.
     *
     * @param handler makes, once, what does what the process sends; may keep the system, to call it
     * @throws IllegalArgumentException as {@link #with(Projection)}
     */
    public <S, C> OwnConsumers with(
            ProcessManager<S, C> manager,
            EffectRules rules,
            Function<Ticketing, EffectHandler<C>> handler) {
        List<OwnProcess<?, ?>> more = new ArrayList<>(processes);
        more.add(new OwnProcess<>(new ProcessProjection<>(manager), rules, handler));
        return new OwnConsumers(projections, more);
    }

    /** The projections, in the order in which they were added. */
    public List<Projection> projections() {
        return projections;
    }

    List<OwnProcess<?, ?>> processes() {
        return processes;
    }

    private Stream<Projection> all() {
        return Stream.concat(projections.stream(), processes.stream().map(OwnProcess::projection));
    }
}
