package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.testkit.MortalProcess;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process dies at each step of each story, the steps counted by a run in which nobody dies: what
 * was begun comes to its end all the same, and the provider's own books agree.
 */
@Execution(ExecutionMode.CONCURRENT)
class DeathsTest {

    @ParameterizedTest
    @EnumSource(Story.class)
    void whoever_is_asked_may_die_at_any_step_and_is_not_asked_again(Story story) {
        for (int step = 0; step < stepsOf(story); step++) {
            new Trial(story, MortalProcess.dyingAt(step), false).runs();
        }
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void whoever_asks_again_gets_what_they_wanted_once(Story story) {
        Trial undisturbed = new Trial(story, MortalProcess.immortal(), true);
        undisturbed.runs();
        for (int step = 0; step < undisturbed.stepsWhileAsking(); step++) {
            Trial trial = new Trial(story, MortalProcess.dyingAt(step), true);
            trial.runs();
            assertThat(trial.reservationsOf(trial.world.customer))
                    .as(trial.name())
                    .hasSameSizeAs(undisturbed.reservationsOf(undisturbed.world.customer));
            assertThat(trial.world.provider.memory.captures())
                    .as(trial.name())
                    .hasSizeLessThanOrEqualTo(undisturbed.world.provider.memory.captures().size());
        }
    }

    private static int stepsOf(Story story) {
        Trial trial = new Trial(story, MortalProcess.immortal(), true);
        trial.runs();
        int steps = trial.mortal.steps().size();
        assertThat(steps).isGreaterThan(3);
        return steps;
    }
}
