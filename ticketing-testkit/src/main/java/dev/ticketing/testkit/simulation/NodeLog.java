package dev.ticketing.testkit.simulation;

import dev.ticketing.core.consumer.SharedFeed;
import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.Version;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The log as one server sees it, through a connection that breaks, until the server dies. */
final class NodeLog implements EventLog {

    /** By then a commit whose connection broke has come through, or never will. */
    private static final Duration LATEST = Duration.ofSeconds(2);

    private final Life life;
    private final EventLog log;
    private final WatchedLog watched;
    private final SharedFeed shared;
    private final NodeFeed feed;
    private final Weather weather;
    private final Faults faults;
    private final Timeline time;

    NodeLog(
            Life life,
            EventLog log,
            WatchedLog watched,
            SharedFeed shared,
            NodeFeed feed,
            Weather weather,
            Faults faults,
            Timeline time) {
        this.life = life;
        this.log = log;
        this.watched = watched;
        this.shared = shared;
        this.feed = feed;
        this.weather = weather;
        this.faults = faults;
        this.time = time;
    }

    @Override
    public List<AppendResult> append(List<Unit> units) {
        life.requireAlive();
        weather.requireLog();
        life.dieOf(Fault.CRASH_BEFORE_COMMIT);
        if (faults.strikes(Fault.COMMIT_LOST)) {
            throw broken();
        }
        if (faults.strikes(Fault.COMMIT_LATE)) {
            time.after(faults.chanceOf(Fault.COMMIT_LATE).below(LATEST), () -> arriveLate(units));
            throw broken();
        }
        int before = watched.recorded().size();
        List<AppendResult> results = watched.append(units, life);
        life.dieOf(Fault.CRASH_AFTER_COMMIT);
        if (faults.strikes(Fault.COMMIT_ANSWER_LOST)) {
            throw broken();
        }
        List<RecordedEvent> recorded = watched.recorded();
        shared.recorded(feed.asRead(recorded.subList(before, recorded.size())));
        return results;
    }

    private void arriveLate(List<Unit> units) {
        var unused = watched.append(units, life);
    }

    private static UnknownOutcome broken() {
        return new UnknownOutcome("the connection broke", new IOException("simulated"));
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
        weather.requireLog();
        List<RecordedEvent> events = log.read(stream, after, limit);
        watched.seen(stream, after, limit, events);
        requireReadable(events);
        return events;
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
        weather.requireLog();
        Map<StreamId, List<RecordedEvent>> events = log.readAll(streams);
        for (StreamId stream : streams) {
            List<RecordedEvent> ofOne = events.getOrDefault(stream, List.of());
            watched.seen(stream, Version.NONE, Integer.MAX_VALUE, ofOne);
            requireReadable(ofOne);
        }
        return events;
    }

    private void requireReadable(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            if (!watched.isOfItsVersion(event, life)) {
                throw new CorruptLog("of a newer version of the code: " + event.position());
            }
        }
    }

    @Override
    public Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands) {
        weather.requireLog();
        return log.applied(commands);
    }
}
