package dev.ticketing.testkit;

import dev.ticketing.core.mailbox.Scheduler;
import dev.ticketing.testkit.conformance.SchedulerConformance;

import java.time.Duration;

class TestMachineTest extends SchedulerConformance {

    private final TestMachine machine = new TestMachine(new TestClock());

    @Override
    protected Scheduler scheduler() {
        return machine;
    }

    @Override
    protected void pass(Duration time) {
        machine.advance(time);
    }
}
