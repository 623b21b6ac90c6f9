package dev.ticketing.app.embedding;

import dev.ticketing.app.embedding.BusyDays.Sold;
import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome.Done;
import dev.ticketing.core.application.Outcome.Refused;
import dev.ticketing.core.application.Payments.Instrument;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations.Wish;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.application.Ticketing.Platform;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.testkit.Eventually;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the theatre's own program asks of the system. */
final class BoxOffice {

    private static final Caller HOUSE = new Caller(new UserId(new UUID(7, 1)), false);
    private static final Caller COUNTER = new Caller(new UserId(new UUID(7, 2)), false);

    /** How long a payment may take, and the report to catch up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ticketing ticketing;
    private final Platform platform;

    BoxOffice(Ticketing ticketing, Platform platform) {
        this.ticketing = ticketing;
        this.platform = platform;
    }

    /** Puts a show on sale. */
    ShowId open(ShowDetails details) {
        var shows = ticketing.shows();
        var created = shows.create(by(HOUSE), details).join().orElseThrow().value();
        ShowId show = created.facts().id();
        shows.publish(by(HOUSE), show).join().orElseThrow();
        shows.openSales(by(HOUSE), show).join().orElseThrow();
        return show;
    }

    /** Sells at the counter; no tickets if there are not so many places. */
    List<TicketId> sell(ShowId show, SectionId section, int quantity) {
        Wish wish = new Wish(show, section, new Places.Count(quantity), Optional.empty());
        return switch (ticketing.reservations().hold(by(COUNTER), wish).join()) {
            case Done<Reservation.Started> held -> pay(held.value().terms().id());
            case Refused<Reservation.Started> soldOut -> List.of();
        };
    }

    /** A payment that takes long is answered before there are tickets. */
    private List<TicketId> pay(ReservationId reservation) {
        Instrument card = new Instrument(PaymentMethod.Type.CARD, CardTerminal.GOOD);
        ticketing.payments().pay(by(COUNTER), reservation, card).join().orElseThrow();
        Eventually.isTrue("tickets", PATIENCE, () -> !ticketsOf(reservation).isEmpty());
        return ticketsOf(reservation);
    }

    private List<TicketId> ticketsOf(ReservationId reservation) {
        return ticketing.reservations().find(COUNTER, reservation).orElseThrow().state().tickets();
    }

    /** What was sold on each day of the week, with all that was sold before the question. */
    Map<DayOfWeek, Sold> busyDays() {
        var caughtUp = ticketing.consumers().await(BusyDays.NAME, ticketing.head(), PATIENCE);
        if (!caughtUp.join()) {
            throw new IllegalStateException("the report has not caught up");
        }
        return ticketing.ownRows().find(BusyDays.DAYS, EnumSet.allOf(DayOfWeek.class));
    }

    private Request by(Caller caller) {
        return Request.once(caller, platform.ids());
    }
}
