package dev.ticketing.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.history.HistoryChecker;
import dev.ticketing.testkit.history.HistoryReport;
import dev.ticketing.testkit.history.Ledger;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Everything that can be said about a log and a ledger when no client asks any more, in one pass
 * that goes on as the log grows. For one thread.
 */
final class FullCheck {

    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(90);

    private final Feed feed;
    private final HistoryChecker history;
    private final LogInvariants invariants = new LogInvariants();

    /** Of payments alone: of all there is, it would be too much. */
    private final LogContents payments = new LogContents();

    private Position read = Position.START;

    FullCheck(Ledger ledger, Feed feed) {
        this.feed = feed;
        this.history = new HistoryChecker(ledger);
    }

    private void accept(RecordedEvent recorded) {
        history.accept(recorded);
        invariants.accept(recorded);
        if (recorded.event() instanceof PaymentEvent) {
            payments.add(recorded);
        }
    }

    /** Waits until every payment is settled. */
    void awaitSettled() {
        Eventually.isTrue(
                "every payment is settled",
                UNTIL_SETTLED,
                () -> {
                    read = LogContents.read(feed, read, this::accept);
                    return !payments.hasOpenPayments();
                });
    }

    /**
     * Fails if anything is wrong.
     *
     * @param dataDirectory where the simulated provider keeps its books
     */
    HistoryReport passed(Path dataDirectory) {
        HistoryReport report = history.finish();
        assertThat(report.findings()).isEmpty();
        assertThat(ProviderBooks.complaints(dataDirectory, payments)).isEmpty();
        assertThat(invariants.finish()).isEmpty();
        return report;
    }
}
