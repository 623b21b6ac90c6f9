package dev.ticketing.testkit.engine;

import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.AggregateRef;
import dev.ticketing.core.log.StreamId;

/** The smallest aggregate there is: a sum with a limit. */
record Tally(int sum) {

    static final int LIMIT = 10;

    /** Something was added. */
    record Added(int amount) implements DomainEvent {}

    /** Adds, within the limit. */
    record Add(int amount) {}

    /** No room. */
    record Full(int sum) {}

    static AggregateRef<Tally, Added> named(String name) {
        return new AggregateRef<>(new StreamId("tally", name), Added.class, new Rules());
    }

    private record Rules() implements Decider<Tally, Add, Added, Full> {

        @Override
        public Tally initialState() {
            return new Tally(0);
        }

        @Override
        public Decision<Added, Full> decide(Add command, Tally tally) {
            return tally.sum + command.amount <= LIMIT
                    ? Decision.accept(new Added(command.amount))
                    : Decision.reject(new Full(tally.sum));
        }

        @Override
        public Tally evolve(Tally tally, Added event) {
            return new Tally(tally.sum + event.amount);
        }
    }
}
