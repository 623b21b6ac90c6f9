package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.testkit.MortalProcess;
import dev.ticketing.testkit.SequentialIds;
import dev.ticketing.testkit.TestClock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.InstantSource;
import java.util.stream.IntStream;

/**
 * What the stores of a system have to do together: a process dies at each step of each story, the
 * steps counted by a run in which nobody dies, and what was begun comes to its end all the same;
 * the provider's own books agree, and in the end all that is stored does. Stories follow one
 * another in the same stores, on one thread.
 */
public abstract class DeathsConformance {

    private final TestClock clock = new TestClock();
    private final SequentialIds ids = new SequentialIds();

    /** Makes a suite; a subclass needs no constructor. */
    protected DeathsConformance() {}

    /** The time of everything, the stores' included. */
    protected final InstantSource clock() {
        return clock;
    }

    /**
     * For one more process: what the others have stored is in them. Nothing but this suite writes
     * there, and no hint comes on a thread of its own.
     */
    protected abstract Ticketing.Stores stores();

    /** Of the log among the stores. */
    protected abstract LogIndex logIndex();

    /**
     * The steps at which somebody dies: all. For stores that take their time a subclass may have
     * some of them tried, others each time, and all of them on demand.
     *
     * @param count how many steps a story has; they are counted from 0
     */
    protected IntStream steps(int count) {
        return IntStream.range(0, count);
    }

    @ParameterizedTest
    @EnumSource(DeathStory.class)
    void whoever_is_asked_may_die_at_any_step_and_is_not_asked_again(DeathStory story) {
        DeathStage stage = new DeathStage(clock, ids, this::stores);
        DeathTrial undisturbed = trial(stage, story, MortalProcess.immortal(), true);
        assertThat(undisturbed.mortal.steps()).hasSizeGreaterThan(3);

        for (int step : steps(undisturbed.mortal.steps().size()).toArray()) {
            trial(stage, story, MortalProcess.dyingAt(step), false);
        }

        assertThat(stage.verified(logIndex()).isClean()).as(story.toString()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(DeathStory.class)
    void whoever_asks_again_gets_what_they_wanted_once(DeathStory story) {
        DeathStage stage = new DeathStage(clock, ids, this::stores);
        DeathTrial undisturbed = trial(stage, story, MortalProcess.immortal(), true);

        for (int step : steps(undisturbed.stepsWhileAsking()).toArray()) {
            DeathTrial trial = trial(stage, story, MortalProcess.dyingAt(step), true);
            assertThat(trial.reservationsOfCustomer())
                    .as(trial.name())
                    .hasSameSizeAs(undisturbed.reservationsOfCustomer());
            assertThat(trial.provider.memory().captures())
                    .as(trial.name())
                    .hasSizeLessThanOrEqualTo(undisturbed.provider.memory().captures().size());
        }

        assertThat(stage.verified(logIndex()).isClean()).as(story.toString()).isTrue();
    }

    private static DeathTrial trial(
            DeathStage stage, DeathStory story, MortalProcess mortal, boolean patient) {
        DeathTrial trial = new DeathTrial(stage, story, mortal, patient);
        trial.runs();
        return trial;
    }
}
