package dev.ticketing.testkit.services;

import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.CorruptLog;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.LogIndex;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A log as somebody may have left it who went past everything that guards it. */
final class AlteredLog implements Feed, LogIndex {

    private final List<RecordedEvent> events;
    private final Position head;
    final List<Mismatch> mismatches = new ArrayList<>();
    final Set<Long> torn = new HashSet<>();
    long commands;

    AlteredLog(List<RecordedEvent> events, long head, long commands) {
        this.events = List.copyOf(events);
        this.head = new Position(head);
        this.commands = commands;
    }

    @Override
    public Position head() {
        return head;
    }

    @Override
    public List<RecordedEvent> read(Position after, int limit) {
        long upTo = Math.min(head.value(), after.value() + limit);
        List<RecordedEvent> page =
                events.stream()
                        .filter(one -> after.isBefore(one.position()))
                        .filter(one -> one.position().value() <= upTo)
                        .toList();
        if (page.size() != upTo - after.value()
                || page.stream().anyMatch(one -> torn.contains(one.position().value()))) {
            throw new CorruptLog("missing or torn after " + after.value());
        }
        return page;
    }

    @Override
    public Page read(Position after, int limit, Set<Class<? extends DomainEvent>> types) {
        List<RecordedEvent> page = read(after, limit);
        return new Page(
                page.stream().filter(one -> types.contains(one.event().getClass())).toList(),
                page.isEmpty() ? after : page.getLast().position());
    }

    @Override
    public Ends ends() {
        return new Ends(head, events.getLast().position());
    }

    @Override
    public Optional<Position> firstAfter(Position position) {
        return events.stream().map(RecordedEvent::position).filter(position::isBefore).findFirst();
    }

    @Override
    public Streams streams(String after, int limit) {
        return new Streams(mismatches, 7, Optional.empty());
    }

    @Override
    public long commandsUpTo(Position position) {
        return commands;
    }
}
