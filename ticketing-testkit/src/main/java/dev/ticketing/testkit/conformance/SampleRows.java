package dev.ticketing.testkit.conformance;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.PaymentRow;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationRow;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.Members;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.ShowRow;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.PassedOn;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.TicketRow;
import dev.ticketing.core.ticket.Transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of lists, with everything in them that can be. */
final class SampleRows {

    static final Currency EUR = Currency.getInstance("EUR");
    static final TierId TIER = new TierId("full");

    private static final SectionId STANDING = new SectionId("standing");
    private static final Version VERSION = new Version(7);

    private SampleRows() {}

    static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    // --- shows

    static ShowRow show(Show.Stage stage, UserId owner, Instant startsAt, String title) {
        return show(stage, owner, Members.NONE, startsAt, title);
    }

    static ShowRow show(
            Show.Stage stage, UserId owner, Members members, Instant startsAt, String title) {
        Show.Facts facts = facts(owner, members, startsAt, title);
        return new ShowRow(
                switch (stage) {
                    case DRAFT -> new Show.Draft(facts);
                    case PUBLISHED -> new Show.Published(facts);
                    case SALES_OPEN -> new Show.OnSale(facts);
                    case SALES_CLOSED -> new Show.OffSale(facts);
                    case COMPLETED -> new Show.Completed(facts);
                    case CANCELLED -> new Show.Cancelled(facts, true);
                },
                VERSION);
    }

    static ShowRow cancelledDraft(UserId owner, Instant startsAt, String title) {
        return new ShowRow(
                new Show.Cancelled(facts(owner, Members.NONE, startsAt, title), false), VERSION);
    }

    private static Show.Facts facts(UserId owner, Members members, Instant startsAt, String title) {
        return new Show.Facts(
                Fresh.show(),
                owner,
                details(startsAt, title),
                members,
                Fresh.NOW.minusNanos(1),
                Fresh.NOW);
    }

    private static ShowDetails details(Instant startsAt, String title) {
        List<SeatLabel> seats =
                Stream.of("A-1", "A-2", "\u00c4 \"3\"").map(SeatLabel::new).toList();
        return new ShowDetails(
                title,
                "An evening with a \"grand\" finale",
                startsAt,
                startsAt.plus(Duration.ofHours(3)),
                ZoneId.of("Europe/Berlin"),
                new Venue("Gasworks", "Am Kanal 1"),
                EUR,
                List.of(
                        new Section(Fresh.SECTION, "Stalls", new Seating.Numbered(seats)),
                        new Section(STANDING, "Standing", new Seating.General(500))),
                List.of(
                        Tier.always(TIER, "Full price", Fresh.SECTION, euros(49_00)),
                        new Tier(
                                new TierId("early"),
                                "Early bird",
                                STANDING,
                                euros(0),
                                Fresh.NOW,
                                Fresh.NOW.plusNanos(1))),
                4,
                Duration.ofSeconds(90),
                new RefundPolicy(List.of(new RefundPolicy.Step(72, 50))));
    }

    // --- reservations

    /** One in each state that can be. */
    static List<ReservationRow> reservations(UserId customer, ShowId show, Instant expiresAt) {
        Optional<PaymentId> declined = Optional.of(Fresh.payment());
        List<TicketId> tickets = List.of(ticket(), ticket());
        return Stream.of(
                        new Reservation.Held(terms(customer, show, expiresAt), Optional.empty()),
                        new Reservation.Held(terms(customer, show, expiresAt), declined),
                        new Reservation.PaymentPending(
                                terms(customer, show, expiresAt), Fresh.payment()),
                        new Reservation.Confirmed(
                                terms(customer, show, expiresAt), Fresh.payment(), tickets),
                        new Reservation.Expired(terms(customer, show, expiresAt), Optional.empty()),
                        new Reservation.Cancelled(
                                terms(customer, show, expiresAt),
                                Optional.empty(),
                                List.of(),
                                Canceller.CUSTOMER),
                        new Reservation.Cancelled(
                                terms(customer, show, expiresAt),
                                declined,
                                tickets,
                                Canceller.ORGANIZER))
                .map(state -> new ReservationRow(state, VERSION))
                .toList();
    }

    static ReservationRow held(UserId customer, ShowId show, Instant expiresAt) {
        return new ReservationRow(
                new Reservation.Held(terms(customer, show, expiresAt), Optional.empty()), VERSION);
    }

    private static Terms terms(UserId customer, ShowId show, Instant expiresAt) {
        return new Terms(
                Fresh.reservation(),
                show,
                Fresh.SECTION,
                customer,
                new Places.Seats(List.of(new SeatLabel("A-1"), new SeatLabel("A-2"))),
                List.of(new PriceLine(TIER, 2, euros(49_00))),
                expiresAt.minusSeconds(300),
                expiresAt);
    }

    static ReservationId idOf(ReservationRow row) {
        return row.reservation().terms().id();
    }

    // --- payments

    /** One in each state that can be. */
    static List<PaymentRow> payments(UserId customer, ShowId show, ReservationId reservation) {
        Refund open = new Refund(new RefundId(Fresh.id()), euros(10_00), Refund.Reason.HOLD_ENDED);
        return Stream.of(
                        new Payment.Pending(request(customer, show, reservation)),
                        new Payment.Failed(
                                request(customer, show, reservation), "declined", "\"No\""),
                        captured(request(customer, show, reservation), 0),
                        captured(request(customer, show, reservation), 30_00, open),
                        captured(request(customer, show, reservation), 98_00))
                .map(state -> new PaymentRow(state, VERSION))
                .toList();
    }

    private static Payment.Captured captured(PaymentRequest request, long back, Refund... open) {
        return new Payment.Captured(request, "ref-1", euros(back), List.of(open));
    }

    private static PaymentRequest request(UserId customer, ShowId show, ReservationId reservation) {
        return new PaymentRequest(
                Fresh.payment(),
                reservation,
                show,
                Fresh.SECTION,
                customer,
                euros(98_00),
                new PaymentMethod(PaymentMethod.Type.WALLET, null),
                "simulated",
                Fresh.NOW);
    }

    // --- tickets

    /** One in each state that can be. */
    static List<TicketRow> tickets(UserId holder, ShowId show, ReservationId reservation) {
        return Stream.of(
                        new Ticket.Valid(facts(holder, show, reservation, new SeatLabel("A-1"))),
                        new Ticket.CheckedIn(
                                facts(holder, show, reservation, new SeatLabel("A-3")),
                                new CheckIn(Fresh.NOW, Fresh.user(), Edition.FIRST, "north")),
                        new Ticket.CheckedIn(
                                facts(holder, show, reservation, new SeatLabel("A-4")),
                                handedOnTo(holder),
                                new CheckIn(Fresh.NOW, Fresh.user(), new Edition(3), null)),
                        new Ticket.Valid(
                                facts(holder, show, reservation, new SeatLabel("A-5")),
                                handedOnTo(holder)),
                        new Ticket.Voided(facts(holder, show, reservation, new SeatLabel("A-2"))))
                .map(state -> new TicketRow(state, VERSION))
                .toList();
    }

    private static List<Transfer> handedOnTo(UserId holder) {
        UserId between = Fresh.user();
        return List.of(
                new Transfer(Fresh.user(), between, Fresh.NOW.minusNanos(1)),
                new Transfer(between, holder, Fresh.NOW));
    }

    /** What somebody else holds now. */
    static PassedOn passedOn(ShowId show, ReservationId reservation) {
        return new PassedOn(facts(Fresh.user(), show, reservation, new SeatLabel("A-1")), VERSION);
    }

    private static TicketFacts facts(
            UserId holder, ShowId show, ReservationId reservation, SeatLabel seat) {
        return new TicketFacts(
                ticket(), reservation, show, Fresh.SECTION, seat, TIER, holder, Fresh.NOW);
    }

    static TicketId ticket() {
        return new TicketId(Fresh.id());
    }
}
