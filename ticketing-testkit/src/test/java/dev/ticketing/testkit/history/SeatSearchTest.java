package dev.ticketing.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.testkit.history.SeatSearch.Verdict;
import dev.ticketing.testkit.history.SeatStep.Kind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The search finds an order exactly if trying all of them does. */
class SeatSearchTest {

    private static final int HISTORIES = 20_000;
    private static final List<Kind> KINDS = List.of(Kind.values());

    private static UUID holder(int number) {
        return new UUID(4, number);
    }

    @Test
    void it_says_the_same_as_trying_every_order() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int possible = 0;
        for (int i = 0; i < HISTORIES; i++) {
            List<SeatStep> steps = randomSteps(random);
            boolean expected = isPossible(steps, null);
            possible += expected ? 1 : 0;
            assertThat(SeatSearch.search(steps) instanceof Verdict.InOrder)
                    .as("seed %d: %s", seed, steps)
                    .isEqualTo(expected);
        }
        assertThat(possible).as("seed " + seed).isBetween(HISTORIES / 20, HISTORIES * 19 / 20);
    }

    private static List<SeatStep> randomSteps(SplittableRandom random) {
        List<SeatStep> steps = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            long from = random.nextInt(12);
            long to = random.nextInt(5) == 0 ? SeatStep.EVER : from + random.nextInt(6);
            steps.add(new SeatStep(kind, holder(random.nextInt(2)), from, to));
        }
        return steps;
    }

    /** Any step may come first that no other one has to precede. */
    private static boolean isPossible(List<SeatStep> left, @Nullable UUID holder) {
        if (left.stream().noneMatch(SeatStep::hasEnd)) {
            return true;
        }
        for (SeatStep first : left) {
            boolean mayBeFirst = left.stream().noneMatch(other -> other.to() < first.from());
            if (mayBeFirst && allows(first, holder)) {
                List<SeatStep> others = new ArrayList<>(left);
                others.remove(first);
                UUID next =
                        switch (first.kind()) {
                            case TAKE -> first.holder();
                            case FREE -> null;
                            case SEEN_TAKEN, SEEN_OWN -> holder;
                        };
                if (isPossible(others, next)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean allows(SeatStep step, @Nullable UUID holder) {
        return switch (step.kind()) {
            case TAKE -> holder == null;
            case SEEN_TAKEN -> holder != null;
            case FREE, SEEN_OWN -> step.holder().equals(holder);
        };
    }

    @Test
    void many_who_are_refused_at_once_are_soon_explained() {
        List<SeatStep> steps = new ArrayList<>();
        steps.add(new SeatStep(Kind.TAKE, holder(0), 0, 100));
        for (int i = 0; i < 1_000; i++) {
            steps.add(SeatStep.seenTaken(0, 100));
        }

        assertThat(SeatSearch.search(steps)).isEqualTo(new Verdict.InOrder());
    }

    @Test
    void a_long_history_of_one_seat_is_soon_put_in_order() {
        List<SeatStep> steps = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long at = 10L * i;
            steps.add(new SeatStep(Kind.TAKE, holder(i), at, at + 4));
            steps.add(SeatStep.seenTaken(at, at + 9));
            steps.add(new SeatStep(Kind.FREE, holder(i), at, i % 2 == 0 ? SeatStep.EVER : at + 9));
        }

        assertThat(SeatSearch.search(steps)).isEqualTo(new Verdict.InOrder());
    }

    @Test
    void more_possibilities_than_can_be_looked_at_are_said_to_be_so() {
        List<SeatStep> steps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            steps.add(new SeatStep(Kind.TAKE, holder(i), 0, SeatStep.EVER));
            steps.add(new SeatStep(Kind.FREE, holder(i), 0, SeatStep.EVER));
        }
        steps.add(new SeatStep(Kind.SEEN_OWN, holder(99), 0, 1));

        assertThat(SeatSearch.search(steps)).isEqualTo(new Verdict.TooMany());
    }
}
