package dev.ticketing.testkit.conformance;

import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.StoredFeed;

import org.junit.jupiter.api.Nested;

/**
 * What every {@link EventLog} with its {@link Feed} has to do. The log may hold events of earlier
 * tests; nobody but the suite may append while a test runs.
 */
public abstract class EventLogConformance {

    /** Makes a suite; a subclass needs no constructor. */
    protected EventLogConformance() {}

    /** The log under test. */
    protected abstract EventLog eventLog();

    /** The feed of that log. */
    protected abstract Feed feed();

    /** The feed of that log, in the form in which it is stored. */
    protected abstract StoredFeed storedFeed();

    /** When a connection breaks. */
    public enum Break {
        /** Nothing is recorded, but the writer cannot know. */
        BEFORE_COMMIT,
        /** All is recorded, but the answer is lost. */
        AFTER_COMMIT
    }

    /** The same log as {@link #eventLog()}, over a connection that breaks during every append. */
    protected abstract EventLog breaking(Break when);

    @Nested
    final class Appending extends AppendRules {
        Appending() {
            super(EventLogConformance.this);
        }
    }

    @Nested
    final class Commands extends CommandRules {
        Commands() {
            super(EventLogConformance.this);
        }
    }

    @Nested
    final class Reading extends ReadRules {
        Reading() {
            super(EventLogConformance.this);
        }
    }

    @Nested
    final class ReadingAsStored extends StoredRules {
        ReadingAsStored() {
            super(EventLogConformance.this);
        }
    }

    @Nested
    final class Concurrently extends ConcurrencyRules {
        Concurrently() {
            super(EventLogConformance.this);
        }
    }
}
