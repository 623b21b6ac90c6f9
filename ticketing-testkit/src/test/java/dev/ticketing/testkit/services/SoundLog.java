package dev.ticketing.testkit.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.show.ShowId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A sound log, and what it would be if one thing in it were wrong. */
final class SoundLog {

    final World world = new World();

    /** A sale of two places, the cancellation of it, a hold of two seats, a late payment. */
    final List<RecordedEvent> events;

    SoundLog() {
        ShowId show = world.onSale();
        ReservationId bought = world.confirmed(show, World.places(2));
        world.done(world.cancel(world.customer, bought));
        world.held(show, World.seats("A-1", "A-2"));
        ReservationId late = world.held(show, World.places(8));
        world.provider.meanwhile(() -> world.done(world.cancel(world.customer, late)));
        world.done(world.pay(late));
        world.machine.run();
        events = world.recorded();
    }

    /** The log with the events of a type changed. */
    <E extends DomainEvent> List<RecordedEvent> with(Class<E> type, UnaryOperator<E> change) {
        List<RecordedEvent> changed = new ArrayList<>();
        for (RecordedEvent one : events) {
            changed.add(
                    type.isInstance(one.event())
                            ? withEvent(one, change.apply(type.cast(one.event())))
                            : one);
        }
        return changed;
    }

    List<RecordedEvent> without(Class<? extends DomainEvent> type) {
        List<RecordedEvent> left =
                events.stream().filter(one -> !type.isInstance(one.event())).toList();
        assertThat(left).hasSizeLessThan(events.size());
        return renumbered(left);
    }

    /** The first event of the type stands twice, side by side. */
    List<RecordedEvent> twice(Class<? extends DomainEvent> type) {
        List<RecordedEvent> more = new ArrayList<>();
        boolean done = false;
        for (RecordedEvent one : events) {
            more.add(one);
            if (!done && type.isInstance(one.event())) {
                more.add(one);
                done = true;
            }
        }
        assertThat(done).isTrue();
        return renumbered(more);
    }

    static List<RecordedEvent> renumbered(List<RecordedEvent> events) {
        List<RecordedEvent> numbered = new ArrayList<>();
        Map<Object, Integer> versions = new HashMap<>();
        for (RecordedEvent one : events) {
            int version = versions.merge(one.stream(), 1, Integer::sum);
            numbered.add(at(one, numbered.size() + 1, version));
        }
        return numbered;
    }

    static RecordedEvent at(RecordedEvent one, long position, long version) {
        return new RecordedEvent(
                new Position(position),
                one.stream(),
                new Version(version),
                one.eventId(),
                one.recordedAt(),
                one.command(),
                one.metadata(),
                one.event());
    }

    static RecordedEvent withEvent(RecordedEvent one, DomainEvent event) {
        return new RecordedEvent(
                one.position(),
                one.stream(),
                one.version(),
                one.eventId(),
                one.recordedAt(),
                one.command(),
                one.metadata(),
                event);
    }

    static void assertFinds(String sentence, List<RecordedEvent> log) {
        assertThat(LogInvariants.violationsIn(log))
                .extracting(Violation::sentence)
                .anyMatch(found -> found.matches(sentence));
    }
}
