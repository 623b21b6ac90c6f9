package dev.ticketing.testkit.simulation;

import dev.ticketing.core.consumer.Wakeups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What servers tell one another when the log has grown; much of it gets lost. */
final class Hints {

    private static final Duration GATHERED = Duration.ofMillis(20);

    private final Timeline time;
    private final Faults faults;
    private final List<OfNode> listening = new ArrayList<>();
    private boolean underway;

    Hints(Timeline time, Faults faults) {
        this.time = time;
        this.faults = faults;
    }

    Wakeups of(Life life) {
        return new OfNode(life);
    }

    /** Many at once are one. */
    private void announce() {
        if (!underway) {
            underway = true;
            time.after(GATHERED, this::tell);
        }
    }

    private void tell() {
        underway = false;
        listening.removeIf(node -> node.life.isOver());
        for (OfNode node : List.copyOf(listening)) {
            if (!faults.strikes(Fault.HINT_LOST)) {
                node.onWake.run();
            }
        }
    }

    private final class OfNode implements Wakeups {

        private final Life life;
        private Runnable onWake = () -> {};

        OfNode(Life life) {
            this.life = life;
        }

        @Override
        public void announce() {
            if (!life.isOver()) {
                Hints.this.announce();
            }
        }

        @Override
        public void listen(Runnable wake) {
            onWake = wake;
            listening.add(this);
        }

        @Override
        public void close() {
            listening.remove(this);
        }
    }
}
