package dev.ticketing.testkit.data;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.TierId;
import dev.ticketing.testkit.TestClock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A reservation of somebody, for two places in the hall of some show at 50 euros each, held at
 * {@link TestClock#START}. Immutable; of one builder all that it makes is of the same reservation.
 */
public final class ReservationBuilder {

    private final Terms terms;
    private final IdSource ids;

    private ReservationBuilder(Terms terms, IdSource ids) {
        this.terms = terms;
        this.ids = ids;
    }

    /**
     * One that nobody else has.
     *
     * @param ids for everything that has one
     */
    public static ReservationBuilder aReservation(IdSource ids) {
        Terms terms =
                new Terms(
                        new ReservationId(ids.next()),
                        new ShowId(ids.next()),
                        new SectionId("hall"),
                        new UserId(ids.next()),
                        TestData.places(2),
                        List.of(new PriceLine(new TierId("hall"), 2, TestData.euros(50))),
                        TestClock.START,
                        TestClock.START.plus(ShowDetails.DEFAULT_HOLD_TIME));
        return new ReservationBuilder(terms, ids);
    }

    public ReservationBuilder of(ShowId show, SectionId section) {
        return with(show, section, terms.customer(), terms.places(), terms.lines());
    }

    public ReservationBuilder by(UserId customer) {
        return with(terms.show(), terms.section(), customer, terms.places(), terms.lines());
    }

    /** All at one price. */
    public ReservationBuilder with(Places places, Money each) {
        PriceLine line = new PriceLine(terms.lines().getFirst().tier(), places.quantity(), each);
        return with(terms.show(), terms.section(), terms.customer(), places, List.of(line));
    }

    private ReservationBuilder with(
            ShowId show, SectionId section, UserId customer, Places places, List<PriceLine> lines) {
        return new ReservationBuilder(
                new Terms(
                        terms.id(),
                        show,
                        section,
                        customer,
                        places,
                        lines,
                        terms.startedAt(),
                        terms.expiresAt()),
                ids);
    }

    public Terms terms() {
        return terms;
    }

    /** As it is held. */
    public Reservation.Held held() {
        return new Reservation.Held(terms, Optional.empty());
    }

    /** The event that begins it. */
    public ReservationStarted started() {
        return new ReservationStarted(terms);
    }

    /** The event of its payment, with a ticket for each place. */
    public ReservationConfirmed confirmedAt(Instant at) {
        List<TicketId> tickets =
                Stream.generate(() -> new TicketId(ids.next()))
                        .limit(terms.places().quantity())
                        .toList();
        return new ReservationConfirmed(new PaymentId(ids.next()), tickets, at);
    }
}
