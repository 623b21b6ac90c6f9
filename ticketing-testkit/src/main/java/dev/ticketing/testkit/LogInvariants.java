package dev.ticketing.testkit;

import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.reservation.ReservationEvent;
import dev.ticketing.core.ticket.TicketEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What always holds, checked by counting alone, without the code that decides: feed it every event
 * of a log in the order of positions, from the first one on. Keeps what it needs of each section,
 * reservation and payment in memory. For one thread.
 */
public final class LogInvariants {

    /** A rule that is broken by the event at a position, or by the command that it ends. */
    public record Violation(Position position, String sentence) {}

    private final List<Violation> violations = new ArrayList<>();
    private final OrderAccount order = new OrderAccount();
    private final PlacesAccount places = new PlacesAccount();
    private final MoneyAccount money = new MoneyAccount();
    private final UnitAccount unit = new UnitAccount(places, money);
    private @Nullable CommandId command;
    private Position last = Position.START;

    public LogInvariants() {}

    /** Every violation in a whole log, in the order in which they show. */
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
        order.accept(recorded, this::report);
        switch (recorded.event()) {
            case InventoryEvent event -> places.accept(recorded.stream(), event, this::report);
            case PaymentEvent event -> {
                money.accept(recorded.stream(), event, this::report);
                unit.accept(recorded.stream(), event);
            }
            case ReservationEvent event -> unit.accept(recorded.stream(), event, this::report);
            case TicketEvent event -> unit.accept(event, this::report);
            default -> {
                // Shows have no rule here beyond the order of their versions.
            }
        }
    }

    /** Everything found, once the last event has been taken. */
    public List<Violation> finish() {
        endUnit();
        return List.copyOf(violations);
    }

    private void endUnit() {
        unit.end(this::report);
    }

    private void report(String sentence) {
        violations.add(new Violation(last, sentence));
    }
}
