package dev.ticketing.testkit;

import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Positions without gaps, versions without gaps, each command's events side by side. */
final class OrderAccount {

    private final Map<StreamId, Version> versions = new HashMap<>();
    private final Set<CommandId> commands = new HashSet<>();
    private Position last = Position.START;
    private @Nullable CommandId command;

    void accept(RecordedEvent recorded, Consumer<String> report) {
        if (!recorded.position().equals(last.plus(1))) {
            report.accept("Position " + last.value() + " is followed by another than the next.");
        }
        last = recorded.position();
        Version before = versions.getOrDefault(recorded.stream(), Version.NONE);
        if (!recorded.version().equals(before.plus(1))) {
            report.accept(
                    "Version "
                            + before.value()
                            + " of "
                            + recorded.stream()
                            + " is followed by "
                            + recorded.version().value()
                            + ".");
        }
        versions.put(recorded.stream(), recorded.version());
        if (!recorded.command().equals(command) && !commands.add(recorded.command())) {
            report.accept("Command " + recorded.command().value() + " goes on after a break.");
        }
        command = recorded.command();
    }
}
