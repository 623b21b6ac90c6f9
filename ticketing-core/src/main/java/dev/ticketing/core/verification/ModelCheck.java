package dev.ticketing.core.verification;

import dev.ticketing.core.consumer.Changes.Parked;
import dev.ticketing.core.consumer.CheckingCopy;
import dev.ticketing.core.consumer.CheckingCopy.Comparison;
import dev.ticketing.core.consumer.DeadLetter;
import dev.ticketing.core.consumer.Difference;
import dev.ticketing.core.consumer.Table;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.upkeep.OpenWork;
import dev.ticketing.core.verification.Report.Kind;

import java.util.List;
import java.util.Optional;

/** Compares one read model with a fresh fold of the log. For one thread. */
final class ModelCheck implements AutoCloseable {

    /**
     * Is worked off, and not only folded: upkeep says when a section is due next after it has
     * looked at the holds themselves, so that its row is rightly another than the fold's. Where it
     * is wrong, holds end late; and that is told by the log.
     */
    private static final Table<?, ?> WORKED_OFF = OpenWork.SECTIONS;

    /** Rightly different rows must not keep others from being seen. */
    private static final int MAX_WORKED_OFF = 10_000;

    private static final int MAX_ROW = 1_000;

    private final CheckingCopy copy;
    private final Findings findings;

    ModelCheck(CheckingCopy copy, Findings findings) {
        this.copy = copy;
        this.findings = findings;
    }

    String name() {
        return copy.name();
    }

    /** Not past where the serving copy was: an event that it has not seen is missing in none. */
    void take(List<RecordedEvent> events, Position upTo) {
        copy.take(events, copy.served().isBefore(upTo) ? copy.served() : upTo);
    }

    void renew() {
        copy.renew();
    }

    /** How many positions the fold went through. */
    long compare(Feed feed) {
        int limit = findings.room() + (copy.keeps(WORKED_OFF) ? MAX_WORKED_OFF : 0);
        try {
            report(copy.compare(feed, limit));
        } catch (CorruptLog e) {
            findings.note(name() + " was not compared: " + e.getMessage());
        }
        return copy.position().value();
    }

    private void report(Comparison comparison) {
        comparison.failed().forEach(this::report);
        if (!comparison.steady()) {
            findings.note(
                    name()
                            + " was not compared: dead letters were retried or discarded, or it"
                            + " was rebuilt, at the same time. Run this again.");
            return;
        }
        for (Difference difference : comparison.differences()) {
            if (!difference.table().equals(WORKED_OFF.name())) {
                report(difference);
            }
        }
        for (String wrong : comparison.wrongReferences()) {
            findings.violation(Kind.DEAD_LETTER, name(), Optional.empty(), wrong);
        }
        comparison.aside().forEach(this::note);
    }

    private void report(Parked event) {
        findings.violation(
                Kind.NOT_FOLDED,
                name(),
                Optional.of(event.position()),
                "Today's code cannot handle the event: " + event.error().orElse("unknown"));
    }

    private void report(Difference difference) {
        findings.violation(
                Kind.ROW,
                name() + ": " + difference.table() + "/" + difference.key(),
                Optional.empty(),
                "The row is "
                        + shown(difference.one())
                        + ", and by the log it would be "
                        + shown(difference.other())
                        + ".");
    }

    private static String shown(Optional<String> row) {
        String whole = row.orElse("missing");
        return whole.length() <= MAX_ROW ? whole : whole.substring(0, MAX_ROW) + "…";
    }

    private void note(DeadLetter letter) {
        findings.note(
                name()
                        + " has set aside "
                        + letter.sequence()
                        + " from position "
                        + letter.first().value()
                        + " on; its rows were compared as they were before: "
                        + letter.error());
    }

    @Override
    public void close() {
        copy.close();
    }
}
