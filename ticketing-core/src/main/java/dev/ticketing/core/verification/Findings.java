package dev.ticketing.core.verification;

import dev.ticketing.core.invariants.LogInvariants;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.verification.Report.Check;
import dev.ticketing.core.verification.Report.Kind;
import dev.ticketing.core.verification.Report.Violation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is found; keeps the first violations, and counts all. For one thread. */
final class Findings {

    /** A store that has more is broken in a way that the others do not tell more about. */
    static final int MAX_VIOLATIONS = 1_000;

    private static final int MAX_NOTES = 200;

    private final InstantSource clock;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long found;

    Findings(InstantSource clock) {
        this.clock = clock;
    }

    void violation(Kind kind, String where, Optional<Position> position, String text) {
        found++;
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(kind, where, position, text));
        }
    }

    void violation(LogInvariants.Violation broken) {
        violation(kind(broken.rule()), "log", Optional.of(broken.position()), broken.sentence());
    }

    private static Kind kind(LogInvariants.Rule rule) {
        return switch (rule) {
            case READABLE -> Kind.UNREADABLE;
            case ORDER -> Kind.ORDER;
            case PLACES -> Kind.PLACES;
            case MONEY -> Kind.MONEY;
            case TOGETHER -> Kind.TOGETHER;
            case OVER -> Kind.OVER;
        };
    }

    void note(String text) {
        if (notes.size() < MAX_NOTES) {
            notes.add(text);
        }
    }

    void checked(String name, long looked, Instant since) {
        checks.add(new Check(name, looked, since(since)));
    }

    private Duration since(Instant instant) {
        return Duration.between(instant, clock.instant());
    }

    /** How many more differences are worth asking for. */
    int room() {
        return Math.max(1, MAX_VIOLATIONS - violations.size());
    }

    Report report(Position head, long events, Instant began) {
        return new Report(head, events, checks, violations, found, notes, since(began));
    }
}
