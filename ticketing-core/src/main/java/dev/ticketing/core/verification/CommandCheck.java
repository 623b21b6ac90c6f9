package dev.ticketing.core.verification;

import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventLog;
import dev.ticketing.core.log.EventLog.AppliedCommand;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.verification.Report.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the commands that events name with those that are registered. For one thread. */
final class CommandCheck {

    private static final int AT_ONCE = 1_000;

    private final EventLog log;
    private final Findings findings;
    private final List<Seen> seen = new ArrayList<>();
    private @Nullable Seen present;
    private long commands;

    /** A command, and where its events are. */
    private record Seen(CommandId id, Position first, Position last) {}

    CommandCheck(EventLog log, Findings findings) {
        this.log = log;
        this.findings = findings;
    }

    void accept(RecordedEvent event) {
        Seen before = present;
        if (before != null && before.id.equals(event.command())) {
            present = new Seen(before.id, before.first, event.position());
        } else {
            end();
            present = new Seen(event.command(), event.position(), event.position());
        }
    }

    /** How many commands there were, once all events have been seen. */
    long finish() {
        end();
        compare();
        return commands;
    }

    private void end() {
        if (present != null) {
            commands++;
            seen.add(present);
            present = null;
        }
        if (seen.size() >= AT_ONCE) {
            compare();
        }
    }

    private void compare() {
        Map<CommandId, AppliedCommand> registered =
                log.applied(seen.stream().map(Seen::id).toList());
        for (Seen command : seen) {
            AppliedCommand known = registered.get(command.id);
            if (known == null) {
                report(command, "is not registered");
            } else if (!known.first().equals(command.first) || !known.last().equals(command.last)) {
                report(
                        command,
                        "is registered at positions "
                                + known.first().value()
                                + " to "
                                + known.last().value());
            }
        }
        seen.clear();
    }

    private void report(Seen command, String what) {
        findings.violation(
                Kind.COMMAND,
                "command/" + command.id.value(),
                Optional.of(command.first),
                "The command of positions "
                        + command.first.value()
                        + " to "
                        + command.last.value()
                        + " "
                        + what
                        + ".");
    }
}
