package dev.ticketing.testkit.conformance;

import dev.ticketing.core.consumer.ConsumerStore;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.consumer.Timed;

import org.junit.jupiter.api.Nested;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What every {@link ConsumerStore} has to do. It may hold consumers and rows of earlier tests;
 * nobody but the suite may change it while a test runs.
 */
public abstract class ConsumerStoreConformance {

    /** The table that the suite's consumers keep; the store under test has to know it. */
    public static final Table<UUID, TestRow> TEST_ROW =
            new Table<>("test_row", UUID.class, TestRow.class);

    /** Makes a suite; a subclass needs no constructor. */
    protected ConsumerStoreConformance() {}

    /**
     * A row with a value of each kind.
     *
     * @param at to the microsecond
     */
    public record TestRow(String text, long number, Instant at, List<String> words)
            implements Timed {
        public TestRow {
            words = List.copyOf(words);
        }

        @Override
        public Instant due() {
            return at;
        }
    }

    /** The store under test. */
    protected abstract ConsumerStore store();

    /** Returns when at least so much time has passed by the store's clock. */
    protected abstract void pass(Duration time);

    /** The table under test. */
    protected Table<UUID, TestRow> table() {
        return TEST_ROW;
    }

    /** A name that no consumer has had, for a consumer that keeps {@link #table()}. */
    protected String newName() {
        return "test-" + Fresh.id();
    }

    @Nested
    final class Leasing extends LeaseRules {
        Leasing() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class Committing extends CommitRules {
        Committing() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class ComingDue extends DueRules {
        ComingDue() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class SettingAside extends ParkingRules {
        SettingAside() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class Retrying extends RetryRules {
        Retrying() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class Recording extends HistoryRules {
        Recording() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class Operating extends OperatorRules {
        Operating() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class Copying extends CopyRules {
        Copying() {
            super(ConsumerStoreConformance.this);
        }
    }

    @Nested
    final class Comparing extends ComparisonRules {
        Comparing() {
            super(ConsumerStoreConformance.this);
        }
    }
}
