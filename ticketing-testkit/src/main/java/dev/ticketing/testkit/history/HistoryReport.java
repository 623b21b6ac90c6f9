package dev.ticketing.testkit.history;

import dev.ticketing.testkit.history.Finding.Kind;

import java.util.List;

/**
 * What came of a comparison of a {@link Ledger} with a log.
 *
 * @param unknown operations to which an answer failed to come, or did not decide, at least once
 * @param happened those of the unknown that the log has
 * @param findings at most {@link #MAX_FINDINGS}
 * @param seats how many seats had a history to be put in order
 */
public record HistoryReport(
        long operations,
        long acknowledged,
        long refused,
        long unknown,
        long happened,
        long seats,
        List<Finding> findings) {

    /** In a history that has more, the others say no more. */
    public static final int MAX_FINDINGS = 10_000;

    public HistoryReport {
        findings = List.copyOf(findings);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }

    public long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** In one line. */
    public String summary() {
        return ("operations=%d, acknowledged=%d, refused=%d,"
                        + " unknown=%d (happened=%d, not=%d), seats=%d, lost=%d, other findings=%d")
                .formatted(
                        operations,
                        acknowledged,
                        refused,
                        unknown,
                        happened,
                        unknown - happened,
                        seats,
                        count(Kind.LOST),
                        findings.size() - count(Kind.LOST));
    }
}
