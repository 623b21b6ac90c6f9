package dev.ticketing.testkit.history;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether what was done to one seat can be put in one order: such that each step lies between its
 * bounds, a seat that is taken was free, and who frees or sees it finds it as it is then. That is
 * linearizability (Herlihy and Wing, 1990) of a register that is empty or has a holder.
 *
 * <p>The bounds are passed in the order of time, keeping all states that the seat may be in: its
 * holder, and which of the steps that have begun have been done (the search of Wing and Gong, done
 * just in time as Lowe describes it, 2017). A step is done no earlier than somebody needs it: when
 * it ends, or when another that ends needs it. Only sights are done as soon as they are true, for
 * they change nothing. A step without an end need never be done, so nothing is said to be wrong
 * that could be explained.
 */
final class SeatSearch {

    /** How many states are kept at most: far more than any number of clients has brought about. */
    static final int MAX_STATES = 20_000;

    private final List<SeatStep> steps;
    private final BitSet begun = new BitSet();
    private Set<State> states = new LinkedHashSet<>();

    /**
     * What the seat may be like.
     *
     * @param holder null if nobody has it
     * @param done steps that have not ended, and have been done
     */
    private record State(@Nullable UUID holder, BitSet done) {

        State after(int step, @Nullable UUID next) {
            BitSet more = (BitSet) done.clone();
            more.set(step);
            return new State(next, more);
        }

        State without(int step) {
            BitSet fewer = (BitSet) done.clone();
            fewer.clear(step);
            return new State(holder, fewer);
        }
    }

    /** The beginning of a step, or its end. */
    private record Bound(long at, boolean isEnd, int step) {}

    /** What came of it. */
    sealed interface Verdict {
        record InOrder() implements Verdict {}

        /** No order explains the steps up to this one. */
        record Impossible(SeatStep step) implements Verdict {}

        /** There are more possibilities than could be looked at. */
        record TooMany() implements Verdict {}
    }

    private SeatSearch(List<SeatStep> steps) {
        this.steps = List.copyOf(steps);
        states.add(new State(null, new BitSet()));
    }

    /**
     * Searches.
     *
     * @param steps in any order
     */
    static Verdict search(List<SeatStep> steps) {
        return new SeatSearch(steps).run();
    }

    private Verdict run() {
        for (Bound bound : bounds()) {
            if (!bound.isEnd) {
                begin(bound.step);
                continue;
            }
            Optional<Set<State>> next = end(bound.step);
            if (next.isEmpty()) {
                return new Verdict.TooMany();
            }
            if (next.get().isEmpty()) {
                return new Verdict.Impossible(steps.get(bound.step));
            }
            states = next.get();
        }
        return new Verdict.InOrder();
    }

    /** By time; at the same instant beginnings first, for then the steps may overlap. */
    private List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            bounds.add(new Bound(steps.get(i).from(), false, i));
            if (steps.get(i).hasEnd()) {
                bounds.add(new Bound(steps.get(i).to(), true, i));
            }
        }
        bounds.sort(Comparator.comparingLong(Bound::at).thenComparing(Bound::isEnd));
        return bounds;
    }

    private void begin(int step) {
        begun.set(step);
        if (steps.get(step).isSight()) {
            Set<State> next = new LinkedHashSet<>();
            states.forEach(state -> next.add(seen(state, step)));
            states = next;
        }
    }

    private State seen(State state, int step) {
        return isTrue(steps.get(step), state.holder) ? state.after(step, state.holder) : state;
    }

    private static boolean isTrue(SeatStep sight, @Nullable UUID holder) {
        return switch (sight.kind()) {
            case SEEN_TAKEN -> holder != null;
            case SEEN_OWN -> sight.holder().equals(holder);
            case TAKE, FREE -> false;
        };
    }

    /** The states in which the step has been done; empty if there are too many on the way. */
    private Optional<Set<State>> end(int step) {
        Set<State> reached = new LinkedHashSet<>();
        Set<State> known = new LinkedHashSet<>(states);
        Deque<State> open = new ArrayDeque<>(states);
        for (State state = open.poll(); state != null; state = open.poll()) {
            if (state.done.get(step)) {
                reached.add(state.without(step));
                continue;
            }
            for (State next : followers(state)) {
                if (known.add(next)) {
                    open.add(next);
                }
            }
            if (known.size() > MAX_STATES) {
                return Optional.empty();
            }
        }
        begun.clear(step);
        return Optional.of(reached);
    }

    /** What one more change makes of a state. */
    private List<State> followers(State state) {
        List<State> next = new ArrayList<>();
        for (int i = begun.nextSetBit(0); i >= 0; i = begun.nextSetBit(i + 1)) {
            SeatStep step = steps.get(i);
            if (state.done.get(i)) {
                continue;
            }
            if (step.kind() == SeatStep.Kind.TAKE && state.holder == null) {
                next.add(withSights(state.after(i, step.holder())));
            } else if (step.kind() == SeatStep.Kind.FREE
                    && Objects.equals(state.holder, step.holder())) {
                next.add(withSights(state.after(i, null)));
            }
        }
        return next;
    }

    private State withSights(State state) {
        State seen = state;
        for (int i = begun.nextSetBit(0); i >= 0; i = begun.nextSetBit(i + 1)) {
            if (!seen.done.get(i) && steps.get(i).isSight()) {
                seen = seen(seen, i);
            }
        }
        return seen;
    }
}
