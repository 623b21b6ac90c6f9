package dev.ticketing.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.consumer.Wakeups;
import dev.ticketing.testkit.Eventually;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every {@link Wakeups} has to do that joins several processes. Hints may be lost, and come
 * for nothing; but where nothing is broken they come.
 */
public abstract class WakeupsConformance {

    private static final int MANY = 10_000;

    private final List<Wakeups> processes = new ArrayList<>();

    /** Makes a suite; a subclass needs no constructor. */
    protected WakeupsConformance() {}

    /** Those of one more process on the same log; the suite closes them. */
    protected abstract Wakeups newProcess();

    /** How long a hint may take to come. */
    protected Duration limit() {
        return Duration.ofSeconds(30);
    }

    @AfterEach
    final void closeAll() {
        processes.forEach(Wakeups::close);
    }

    private Wakeups process() {
        Wakeups process = newProcess();
        processes.add(process);
        return process;
    }

    /** Counts what it hears, and has heard something: a hint may come with the listening itself. */
    private AtomicLong listeningTo(Wakeups listening, Wakeups announcing) {
        AtomicLong heard = new AtomicLong();
        listening.listen(heard::incrementAndGet);
        Eventually.isTrue(
                "a first hint",
                limit(),
                () -> {
                    announcing.announce();
                    return heard.get() > 0;
                });
        return heard;
    }

    private void assertHears(AtomicLong heard, Wakeups announcing) {
        long before = heard.get();
        announcing.announce();
        Eventually.isTrue("a hint", limit(), () -> heard.get() > before);
    }

    @Test
    void a_hint_reaches_another_process() {
        Wakeups announcing = process();
        AtomicLong heard = listeningTo(process(), announcing);

        assertHears(heard, announcing);
        assertHears(heard, announcing);
    }

    @Test
    void a_hint_reaches_the_process_that_gives_it() {
        Wakeups process = process();
        AtomicLong heard = listeningTo(process, process);

        assertHears(heard, process);
    }

    @Test
    void a_hint_reaches_all_who_listen() {
        Wakeups announcing = process();
        AtomicLong one = listeningTo(process(), announcing);
        AtomicLong other = listeningTo(process(), announcing);
        long before = one.get();

        assertHears(other, announcing);

        Eventually.isTrue("a hint for the other", limit(), () -> one.get() > before);
    }

    @Test
    void of_many_hints_the_last_is_not_lost() {
        Wakeups announcing = process();
        AtomicLong heard = listeningTo(process(), announcing);
        long before = heard.get();

        for (int i = 0; i < MANY; i++) {
            announcing.announce();
        }

        Eventually.isTrue("a hint", limit(), () -> heard.get() > before);
        assertHears(heard, announcing);
    }

    @Test
    void who_has_closed_hears_no_more_and_may_close_again() {
        Wakeups announcing = process();
        Wakeups closing = process();
        AtomicLong closed = listeningTo(closing, announcing);
        AtomicLong open = listeningTo(process(), announcing);
        closing.close();
        assertHears(open, announcing);
        long last = closed.get();

        closing.close();
        closing.announce();
        assertHears(open, announcing);
        assertHears(open, announcing);

        assertThat(closed).hasValue(last);
    }
}
