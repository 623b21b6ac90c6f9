package dev.ticketing.core.invariants;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.UnreadableEvent;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.ticket.TicketEvent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What always holds, checked by counting alone, without the code that decides: feed it every event
 * of a log in the order of positions, from the first one on. For one thread.
 *
 * <p>An event that cannot be read is a violation; the events after it are looked at all the same,
 * and what they say may seem wrong only because that one is missing.
 *
 * <p>Made for millions of events. It keeps in memory: of every stream and every command a few dozen
 * bytes, to know them again; of every show that is over its id; of every section its capacity, who
 * has which seat, and which seats are blocked; of every reservation its terms until it is confirmed
 * or has ended, and its places until they are given back; of every payment the amounts until all of
 * it has gone back; of every ticket a few dozen bytes. Everything else is forgotten with the
 * command that it belongs to. What is wrong with something that was forgotten is still found, as an
 * event of something that is not there.
 */
public final class LogInvariants {

    /** A rule that is broken by the event at a position, or by the command that it ends. */
    public record Violation(Position position, Rule rule, String sentence) {}

    /** What a rule is about. */
    public enum Rule {
        /** Every event can be read, and judged. */
        READABLE,
        /** Positions, versions and commands follow one another without gaps. */
        ORDER,
        /** No place is given twice, and none is given back twice. */
        PLACES,
        /** What comes is what was asked for, and no more goes back. */
        MONEY,
        /** Seats, reservation, payment and tickets change together. */
        TOGETHER,
        /** Nothing begins at a show that is over, and nothing is sold for one called off. */
        OVER
    }

    /** How many violations are listed; in a log that has more, the others say no more. */
    public static final int MAX_VIOLATIONS = 10_000;

    private final List<Violation> violations = new ArrayList<>();
    private final OrderAccount order = new OrderAccount();
    private final PlacesAccount places = new PlacesAccount();
    private final MoneyAccount money = new MoneyAccount();
    private final ShowsAccount shows = new ShowsAccount();
    private final UnitAccount unit = new UnitAccount(places, money);
    private @Nullable CommandId command;
    private Position last = Position.START;

    public LogInvariants() {}

    /** The violations in a whole log, in the order in which they show. */
    public static List<Violation> violationsIn(Iterable<RecordedEvent> log) {
        LogInvariants invariants = new LogInvariants();
        log.forEach(invariants::accept);
        return invariants.finish();
    }

    /** Takes the next event. */
    public void accept(RecordedEvent recorded) {
        if (!recorded.command().equals(command)) {
            endUnit();
            command = recorded.command();
        }
        last = recorded.position();
        order.accept(recorded, reporting(Rule.ORDER));
        try {
            judge(recorded);
        } catch (RuntimeException e) {
            // Amounts of two currencies, say: what is stored need not make sense.
            report(Rule.READABLE, recorded.stream() + " makes no sense: " + e.getMessage());
        }
    }

    private void judge(RecordedEvent recorded) {
        switch (recorded.event()) {
            case ShowEvent event -> shows.accept(recorded.stream(), event, reporting(Rule.OVER));
            case InventoryEvent event -> {
                places.accept(recorded.stream(), event, reporting(Rule.PLACES));
                shows.accept(recorded.stream(), event, reporting(Rule.OVER));
                unit.accept(event, reporting(Rule.TOGETHER));
            }
            case PaymentEvent event -> {
                shows.accept(event, reporting(Rule.OVER));
                money.accept(recorded.stream(), event, reporting(Rule.MONEY));
                unit.accept(recorded.stream(), event);
            }
            case ReservationEvent event ->
                    unit.accept(recorded.stream(), event, reporting(Rule.TOGETHER));
            case TicketEvent event ->
                    unit.accept(recorded.stream(), event, reporting(Rule.TOGETHER));
            case UnreadableEvent event ->
                    report(
                            Rule.READABLE,
                            recorded.stream()
                                    + " holds an unreadable "
                                    + event.type()
                                    + " of version "
                                    + event.schemaVersion()
                                    + ": "
                                    + event.problem());
            default -> {
                // Nothing else is recorded.
            }
        }
    }

    /** What was found, at most {@link #MAX_VIOLATIONS}, once the last event has been taken. */
    public List<Violation> finish() {
        endUnit();
        return List.copyOf(violations);
    }

    private void endUnit() {
        try {
            unit.end(reporting(Rule.TOGETHER));
        } catch (RuntimeException e) {
            report(Rule.READABLE, "A command makes no sense: " + e.getMessage());
            unit.forget();
        }
        places.endUnit();
        money.endUnit();
    }

    /**
     * What is open that should have ended by now, in sentences for people: no violations, since
     * ends are recorded a little after their time, or when a process runs again.
     *
     * @param now decides which holds are over
     * @param refundTime how long a refund may take
     */
    public List<String> overdue(Instant now, Duration refundTime) {
        List<String> sentences = new ArrayList<>();
        unit.overdue(now).ifPresent(sentences::add);
        money.overdue(now.minus(refundTime)).ifPresent(sentences::add);
        return List.copyOf(sentences);
    }

    /** How many reservations and payments are kept because they are not finished. */
    int open() {
        return unit.open() + places.open() + money.open();
    }

    private Consumer<String> reporting(Rule rule) {
        return sentence -> report(rule, sentence);
    }

    private void report(Rule rule, String sentence) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(last, rule, sentence));
        }
    }
}
