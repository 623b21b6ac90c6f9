package dev.ticketing.testkit.engine;

import dev.ticketing.core.log.AppendResult;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.LogUnavailable;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Unit;
import dev.ticketing.core.log.UnknownOutcome;
import dev.ticketing.core.log.Version;

import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A log that keeps what it was asked, and on whose appends something can be made to happen. */
public final class ScriptedLog implements EventLog {

    private final EventLog log;
    private final Deque<Scene> script = new ArrayDeque<>();
    private final List<List<Unit>> appends = new ArrayList<>();
    private final List<StreamId> reads = new ArrayList<>();
    private boolean readable = true;

    /** What happens at one append. */
    private interface Scene {
        List<AppendResult> play(List<Unit> units);
    }

    public ScriptedLog(EventLog log) {
        this.log = log;
    }

    /** Something happens while the next append is under way, before it takes effect. */
    public ScriptedLog meanwhile(Runnable happening) {
        script.add(
                units -> {
                    happening.run();
                    return log.append(units);
                });
        return this;
    }

    /** The next append is recorded, but its answer is lost. */
    public ScriptedLog losesAnAnswer() {
        script.add(
                units -> {
                    var unused = log.append(units);
                    throw new UnknownOutcome("scripted", new SocketException("reset"));
                });
        return this;
    }

    /** The next append is lost on its way, and nobody can tell. */
    public ScriptedLog losesARequest() {
        script.add(
                units -> {
                    throw new UnknownOutcome("scripted", new SocketException("reset"));
                });
        return this;
    }

    /** The next append is refused. */
    public ScriptedLog isUnavailable() {
        script.add(
                units -> {
                    throw unavailable();
                });
        return this;
    }

    /** Whether it answers those who read. */
    public void setReadable(boolean readable) {
        this.readable = readable;
    }

    /** The appends that were asked for, the oldest first. */
    public List<List<Unit>> appends() {
        return List.copyOf(appends);
    }

    /** How often a single stream was read. */
    public long readsOf(StreamId stream) {
        return reads.stream().filter(stream::equals).count();
    }

    @Override
    public List<AppendResult> append(List<Unit> units) {
        appends.add(units);
        Scene scene = script.poll();
        return scene == null ? log.append(units) : scene.play(units);
    }

    @Override
    public List<RecordedEvent> read(StreamId stream, Version after, int limit) {
        requireReadable();
        reads.add(stream);
        return log.read(stream, after, limit);
    }

    @Override
    public Map<StreamId, List<RecordedEvent>> readAll(Collection<StreamId> streams) {
        requireReadable();
        return log.readAll(streams);
    }

    @Override
    public Map<CommandId, AppliedCommand> applied(Collection<CommandId> commands) {
        requireReadable();
        return log.applied(commands);
    }

    private void requireReadable() {
        if (!readable) {
            throw unavailable();
        }
    }

    private static LogUnavailable unavailable() {
        return new LogUnavailable("scripted", new SocketException("refused"));
    }
}
