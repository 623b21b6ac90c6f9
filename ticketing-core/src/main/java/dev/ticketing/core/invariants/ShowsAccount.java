package dev.ticketing.core.invariants;

import dev.ticketing.core.availability.SectionKey;
import dev.ticketing.core.inventory.InventoryEvent;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.PaymentEvent;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowEvent;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCompleted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Which shows are over, and how. Keeps every one that is: nothing may follow at any time. */
final class ShowsAccount {

    private final Map<ShowId, End> ends = new HashMap<>();

    private enum End {
        COMPLETED,
        DELETED,
        CANCELLED
    }

    void accept(StreamId stream, ShowEvent event, Consumer<String> report) {
        ShowId show = Show.idOf(stream);
        boolean members =
                event instanceof MemberAdded
                        || event instanceof MemberRoleChanged
                        || event instanceof MemberRemoved;
        if (ends.containsKey(show) && !(members && ends.get(show) != End.DELETED)) {
            report.accept("Show " + show + " changes though it is " + ends.get(show) + ".");
        }
        switch (event) {
            case ShowCompleted completed -> ends.put(show, End.COMPLETED);
            case DraftDeleted deleted -> ends.put(show, End.DELETED);
            case ShowCancelled cancelled -> ends.put(show, End.CANCELLED);
            case ShowCreated created -> {
                // Goes on.
            }
            case ShowRevised revised -> {
                // Goes on.
            }
            case ShowPublished published -> {
                // Goes on.
            }
            case SalesOpened opened -> {
                // Goes on.
            }
            case SalesClosed closed -> {
                // Goes on.
            }
            case MemberAdded added -> {
                // Goes on.
            }
            case MemberRoleChanged changed -> {
                // Goes on.
            }
            case MemberRemoved removed -> {
                // Goes on.
            }
        }
    }

    /** What is held when a show is completed may still be paid. */
    void accept(StreamId section, InventoryEvent event, Consumer<String> report) {
        switch (event) {
            case SeatsHeld held -> {
                End end = endOf(section);
                if (end != null) {
                    report.accept(
                            "Reservation " + held.reservation() + " is of a show " + end + ".");
                }
            }
            case SeatsSold sold -> {
                if (endOf(section) == End.CANCELLED) {
                    report.accept(
                            "Reservation " + sold.reservation() + " buys of a show CANCELLED.");
                }
            }
            case SectionOpened opened -> {
                // With its show, which may open if it may change.
            }
            case SeatsReleased released -> {
                // At any time.
            }
            case HoldsLapsed lapsed -> {
                // At any time.
            }
            case SeatsBlocked blocked -> requireGoingOn(section, report);
            case SeatsUnblocked unblocked -> requireGoingOn(section, report);
        }
    }

    private void requireGoingOn(StreamId section, Consumer<String> report) {
        End end = endOf(section);
        if (end != null) {
            report.accept(section + " is changed though its show is " + end + ".");
        }
    }

    /** Most logs have no show that is over, and each hold asks. */
    private @Nullable End endOf(StreamId section) {
        return ends.isEmpty() ? null : ends.get(SectionKey.of(section).show());
    }

    void accept(PaymentEvent event, Consumer<String> report) {
        if (event instanceof PaymentRequested(var request)
                && ends.get(request.show()) == End.CANCELLED) {
            report.accept("Payment " + request.id() + " is for a show CANCELLED.");
        }
    }
}
