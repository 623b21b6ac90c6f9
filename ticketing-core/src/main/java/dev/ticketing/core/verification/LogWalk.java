package dev.ticketing.core.verification;

import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.verification.Report.Kind;

import java.util.List;
import java.util.Optional;

/** Goes through all of the log, also where others would stop: tells of holes, and goes on. */
final class LogWalk {

    /** In events; a page of them has to fit into a small memory. */
    private static final int PAGE = 5_000;

    private final Feed feed;
    private final LogIndex index;
    private final Findings findings;
    private int limit = PAGE;

    LogWalk(Feed feed, LogIndex index, Findings findings) {
        this.feed = feed;
        this.index = index;
        this.findings = findings;
    }

    /** Takes the events up to a position, in order. */
    @FunctionalInterface
    interface Taker {
        void take(List<RecordedEvent> events, Position upTo);
    }

    void run(Position head, Taker taker) {
        Position at = Position.START;
        while (at.isBefore(head)) {
            int wanted = (int) Math.min(limit, head.value() - at.value());
            try {
                List<RecordedEvent> events = feed.read(at, wanted);
                Position upTo = events.isEmpty() ? head : events.getLast().position();
                taker.take(events, upTo);
                at = upTo;
                limit = Math.min(PAGE, limit * 2);
            } catch (CorruptLog e) {
                if (wanted == 1) {
                    at = skip(at, head, e);
                    taker.take(List.of(), at);
                } else {
                    limit = wanted / 2;
                }
            }
        }
    }

    /** Past the hole or the event that begins after a position. */
    private Position skip(Position at, Position head, CorruptLog why) {
        Position first = at.plus(1);
        Position next = index.firstAfter(at).orElse(head.plus(1));
        if (next.equals(first)) {
            findings.violation(
                    Kind.UNREADABLE, "log", Optional.of(first), String.valueOf(why.getMessage()));
            return first;
        }
        Position last = new Position(Math.min(next.value() - 1, head.value()));
        findings.violation(
                Kind.HOLE,
                "log",
                Optional.of(first),
                first.equals(last)
                        ? "Position " + first.value() + " is missing."
                        : "Positions " + first.value() + " to " + last.value() + " are missing.");
        return last;
    }
}
