package dev.ticketing.core.verification;

import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.verification.Report.Kind;

import java.util.Optional;
import java.util.function.LongConsumer;

/** Compares what the log keeps beside its events with its events. */
final class IndexCheck {

    private static final int STREAMS = 50_000;

    private final LogIndex index;
    private final Findings findings;

    IndexCheck(LogIndex index, Findings findings) {
        this.index = index;
        this.findings = findings;
    }

    /** Where the log ends. */
    Position head() {
        LogIndex.Ends ends = index.ends();
        if (!ends.head().equals(ends.last())) {
            findings.violation(
                    Kind.HEAD,
                    "log",
                    Optional.of(ends.last()),
                    "The log is counted up to "
                            + ends.head().value()
                            + ", and its last event is at "
                            + ends.last().value()
                            + ".");
        }
        return ends.head();
    }

    /** How many streams there are. */
    long streams(LongConsumer soFar) {
        long looked = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            soFar.accept(looked);
            LogIndex.Streams streams = index.streams(after.get(), STREAMS);
            streams.mismatches().forEach(this::report);
            looked += streams.looked();
            after = streams.upTo();
        }
        return looked;
    }

    private void report(LogIndex.Mismatch mismatch) {
        String kept =
                mismatch.kept()
                        .map(version -> "kept at version " + version.value())
                        .orElse("not kept");
        findings.violation(
                Kind.STREAM_VERSION,
                mismatch.stream(),
                Optional.empty(),
                "The stream is "
                        + kept
                        + ", and its last event is of version "
                        + mismatch.last().value()
                        + ".");
    }

    /**
     * @param commands how many the events up to a position name
     */
    void commands(long commands, Position upTo) {
        long registered = index.commandsUpTo(upTo);
        if (registered > commands) {
            findings.violation(
                    Kind.COMMAND,
                    "log",
                    Optional.empty(),
                    registered - commands + " commands are registered whose events are missing.");
        }
    }
}
