package dev.ticketing.testkit.assertions;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.invariants.LogInvariants.Rule;
import dev.ticketing.core.invariants.LogInvariants.Violation;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.log.Feed;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a log holds, from its first event on. Each assertion reads all of it. */
public final class LogAssert extends AbstractAssert<LogAssert, Feed> {

    private static final int PAGE = 1_000;

    LogAssert(Feed actual) {
        super(actual, LogAssert.class);
    }

    /** Expects that nothing is in it that must never be. */
    public LogAssert isSound() {
        return isWithout(violation -> true, "a sound log");
    }

    /** Expects that no place is given twice, and no section has given more than it has. */
    public LogAssert isNeverOversold() {
        return isWithout(
                violation -> violation.rule() == Rule.PLACES, "a log without an oversold place");
    }

    private LogAssert isWithout(Predicate<Violation> what, String expected) {
        List<Violation> found =
                LogInvariants.violationsIn(recorded()).stream().filter(what).toList();
        if (!found.isEmpty()) {
            String told =
                    found.stream()
                            .map(one -> one.position().value() + ": " + one.sentence())
                            .collect(Collectors.joining("\n  "));
            failWithMessage("Expected %s, but found at positions%n  %s", expected, told);
        }
        return this;
    }

    /** All events of a kind, in order, to be looked at. */
    public <E extends DomainEvent> ListAssert<E> events(Class<E> type) {
        return Assertions.assertThat(
                recorded().stream()
                        .map(RecordedEvent::event)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .toList());
    }

    private List<RecordedEvent> recorded() {
        isNotNull();
        List<RecordedEvent> all = new ArrayList<>();
        List<RecordedEvent> page = actual.read(Position.START, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = actual.read(page.getLast().position(), PAGE);
        }
        return all;
    }
}
