package dev.ticketing.core.process;

import dev.ticketing.core.log.RecordedEvent;

import java.time.Instant;

/** What an instance of a process is told. */
public sealed interface ProcessInput {

    /** When, by the clock of the log. */
    Instant at();

    /** Something was recorded. */
    record Happened(RecordedEvent event) implements ProcessInput {
        @Override
        public Instant at() {
            return event.recordedAt();
        }
    }

    /**
     * The time of a timer has come.
     *
     * @param instance whose it is
     * @param timer its name
     */
    record TimedOut(String instance, String timer, Instant at) implements ProcessInput {}
}
