package dev.ticketing.testkit.engine;

import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.testkit.TestClock;
import dev.ticketing.testkit.conformance.SchedulerConformance;

import java.time.Duration;

class MachineSchedulerTest extends SchedulerConformance {

    private final Machine machine = new Machine(new TestClock());

    @Override
    protected Scheduler scheduler() {
        return machine;
    }

    @Override
    protected void pass(Duration time) {
        machine.advance(time);
    }
}
