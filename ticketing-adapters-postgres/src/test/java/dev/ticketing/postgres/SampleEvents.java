package dev.ticketing.postgres;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed.Lapsed;
import dev.ticketing.core.inventory.InventoryEvent.SeatsBlocked;
import dev.ticketing.core.inventory.InventoryEvent.SeatsHeld;
import dev.ticketing.core.inventory.InventoryEvent.SeatsReleased;
import dev.ticketing.core.inventory.InventoryEvent.SeatsSold;
import dev.ticketing.core.inventory.InventoryEvent.SeatsUnblocked;
import dev.ticketing.core.inventory.InventoryEvent.SectionOpened;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReleaseReason;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.PaymentUnanswered;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundDelayed;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentDeclined;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentRefused;
import dev.ticketing.core.reservation.ReservationEvent.ReservationPaymentStarted;
import dev.ticketing.core.reservation.ReservationEvent.ReservationRefunded;
import dev.ticketing.core.reservation.ReservationEvent.ReservationReseated;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.MemberRole;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
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
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketIssued;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.TicketFacts;
import dev.ticketing.core.ticket.Transfer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An event for each file of the corpus, by the file's name: what the file is read as. Never changed
 * but where a newer version says more, only added to.
 */
final class SampleEvents {

    private static final ShowId SHOW = new ShowId(id(1));
    private static final UserId OWNER = new UserId(id(2));
    private static final UserId CUSTOMER = new UserId(id(3));
    private static final ReservationId RESERVATION = new ReservationId(id(4));
    private static final PaymentId PAYMENT = new PaymentId(id(5));
    private static final RefundId REFUND = new RefundId(id(6));
    private static final TicketId TICKET = new TicketId(id(7));
    private static final TicketId OTHER_TICKET = new TicketId(id(8));
    private static final SectionId SECTION = new SectionId("stalls");
    private static final SectionId BALCONY = new SectionId("balcony");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant AT = Instant.parse("2027-03-01T10:00:00.123456789Z");
    private static final Instant LATER = Instant.parse("2027-03-01T10:05:00Z");
    private static final Places COUNT = new Places.Count(2);
    private static final Places SEATS =
            new Places.Seats(List.of(new SeatLabel("A-1"), new SeatLabel("Ä \"2\"")));
    private static final Seating NUMBERED =
            new Seating.Numbered(
                    List.of(new SeatLabel("A-1"), new SeatLabel("Ä \"2\""), new SeatLabel("A-3")));

    private SampleEvents() {}

    static SortedMap<String, DomainEvent> all() {
        SortedMap<String, DomainEvent> all = new TreeMap<>();
        addShow(all);
        addInventory(all);
        addReservation(all);
        addPayment(all);
        addTicket(all);
        return all;
    }

    private static void addShow(SortedMap<String, DomainEvent> all) {
        all.put("show-created.1", new ShowCreated(SHOW, OWNER, details(), AT));
        all.put("show-revised.1", new ShowRevised(details(), AT));
        all.put("show-published.1", new ShowPublished(AT));
        all.put("sales-opened.1", new SalesOpened(AT));
        all.put("sales-closed.1", new SalesClosed(AT));
        all.put("member-added.1", new MemberAdded(CUSTOMER, MemberRole.ORGANIZER, AT));
        all.put("member-added.1.scanner", new MemberAdded(CUSTOMER, MemberRole.SCANNER, AT));
        all.put("member-role-changed.1", new MemberRoleChanged(CUSTOMER, MemberRole.SCANNER, AT));
        all.put("member-removed.1", new MemberRemoved(CUSTOMER, AT));
        all.put("show-completed.1", new ShowCompleted(AT));
        all.put("draft-deleted.1", new DraftDeleted(AT));
        all.put("show-cancelled.1", new ShowCancelled(OWNER, AT));
    }

    private static void addInventory(SortedMap<String, DomainEvent> all) {
        all.put("section-opened.1", new SectionOpened(SHOW, SECTION, new Seating.General(5_000)));
        all.put("section-opened.1.numbered", new SectionOpened(SHOW, BALCONY, NUMBERED));
        all.put("seats-held.1", new SeatsHeld(RESERVATION, COUNT, LATER));
        all.put("seats-held.1.numbered", new SeatsHeld(RESERVATION, SEATS, LATER));
        all.put("seats-sold.1", new SeatsSold(RESERVATION, COUNT));
        all.put(
                "holds-lapsed.1",
                new HoldsLapsed(
                        List.of(
                                new Lapsed(RESERVATION, COUNT),
                                new Lapsed(new ReservationId(id(5)), SEATS))));
        all.put("seats-released.1", new SeatsReleased(RESERVATION, COUNT, ReleaseReason.EXPIRED));
        all.put(
                "seats-released.1.numbered",
                new SeatsReleased(RESERVATION, SEATS, ReleaseReason.CANCELLED));
        all.put("seats-blocked.1", new SeatsBlocked(COUNT));
        all.put("seats-blocked.1.numbered", new SeatsBlocked(SEATS));
        all.put("seats-unblocked.1", new SeatsUnblocked(COUNT));
        all.put("seats-unblocked.1.numbered", new SeatsUnblocked(SEATS));
    }

    private static void addReservation(SortedMap<String, DomainEvent> all) {
        all.put("reservation-started.1", new ReservationStarted(terms()));
        all.put("reservation-payment-started.1", new ReservationPaymentStarted(PAYMENT, AT));
        all.put("reservation-payment-declined.1", new ReservationPaymentDeclined(PAYMENT, AT));
        all.put(
                "reservation-confirmed.1",
                new ReservationConfirmed(PAYMENT, List.of(TICKET, OTHER_TICKET), AT));
        all.put("reservation-payment-refused.1", new ReservationPaymentRefused(PAYMENT, AT));
        all.put("reservation-reseated.1", new ReservationReseated(terms(), PAYMENT, AT));
        all.put("reservation-refunded.1", new ReservationRefunded(AT));
        all.put("reservation-expired.1", new ReservationExpired(AT));
        all.put("reservation-cancelled.1", new ReservationCancelled(Canceller.CUSTOMER, AT));
        all.put(
                "reservation-cancelled.1.organizer",
                new ReservationCancelled(Canceller.ORGANIZER, AT));
    }

    private static void addTicket(SortedMap<String, DomainEvent> all) {
        SeatLabel seat = new SeatLabel("A-1");
        TierId early = new TierId("early");
        all.put("ticket-issued.1", new TicketIssued(facts(null, null)));
        all.put("ticket-issued.1.numbered", new TicketIssued(facts(seat, null)));
        all.put("ticket-issued.2", new TicketIssued(facts(null, early)));
        all.put("ticket-issued.2.numbered", new TicketIssued(facts(seat, early)));
        all.put("ticket-issued.2.tier-unknown", new TicketIssued(facts(null, null)));
        all.put("ticket-checked-in.1", admitted(Edition.FIRST, null));
        all.put("ticket-checked-in.1.gate", admitted(Edition.FIRST, "A"));
        all.put("ticket-checked-in.2", admitted(Edition.FIRST, null));
        all.put("ticket-checked-in.2.gate", admitted(new Edition(3), "A"));
        all.put("ticket-transferred.1", new TicketTransferred(new Transfer(CUSTOMER, OWNER, AT)));
        all.put("ticket-voided.1", new TicketVoided(AT));
    }

    private static TicketCheckedIn admitted(Edition shown, @Nullable String gate) {
        return new TicketCheckedIn(new CheckIn(AT, CUSTOMER, shown, gate));
    }

    private static void addPayment(SortedMap<String, DomainEvent> all) {
        all.put(
                "payment-requested.1",
                new PaymentRequested(request(new PaymentMethod(PaymentMethod.Type.CARD, "4242"))));
        all.put(
                "payment-requested.1.wallet",
                new PaymentRequested(request(new PaymentMethod(PaymentMethod.Type.WALLET, null))));
        all.put("payment-captured.1", new PaymentCaptured("ch_1", AT));
        all.put("payment-unanswered.1", new PaymentUnanswered(AT));
        all.put("refund-delayed.1", new RefundDelayed(REFUND, AT));
        all.put("payment-failed.1", new PaymentFailed("card_declined", "Refusée", AT));
        for (int version = 1; version <= 3; version++) {
            String name = "refund-requested." + version;
            all.put(name, new RefundRequested(refund(Refund.Reason.CANCELLED), AT));
            all.put(
                    name + ".hold-ended",
                    new RefundRequested(refund(Refund.Reason.HOLD_ENDED), AT));
            if (version > 1) {
                all.put(
                        name + ".requested",
                        new RefundRequested(refund(Refund.Reason.REQUESTED), AT));
            }
        }
        all.put(
                "refund-requested.3.show-cancelled",
                new RefundRequested(refund(Refund.Reason.SHOW_CANCELLED), AT));
        all.put("refund-completed.1", new RefundCompleted(REFUND, euros(4_500), "re_1", AT));
    }

    private static ShowDetails details() {
        return new ShowDetails(
                "Für Élise ♪",
                "",
                Instant.parse("2027-06-01T18:00:00Z"),
                Instant.parse("2027-06-01T21:00:00Z"),
                ZoneId.of("Europe/Vienna"),
                new Venue("Musikverein", "Musikvereinsplatz 1"),
                EUR,
                List.of(
                        new Section(SECTION, "Stalls", new Seating.General(5_000)),
                        new Section(BALCONY, "Balcony", NUMBERED)),
                List.of(
                        new Tier(new TierId("early"), "Early", SECTION, euros(3_000), null, LATER),
                        new Tier(new TierId("full"), "Full", SECTION, euros(4_500), LATER, null),
                        new Tier(new TierId("box"), "Box", BALCONY, euros(0), null, null)),
                8,
                Duration.ofMillis(90_500),
                RefundPolicy.DEFAULT);
    }

    private static Terms terms() {
        return new Terms(
                RESERVATION,
                SHOW,
                SECTION,
                CUSTOMER,
                COUNT,
                List.of(
                        new PriceLine(new TierId("early"), 1, euros(3_000)),
                        new PriceLine(new TierId("full"), 1, euros(4_500))),
                AT,
                LATER);
    }

    private static PaymentRequest request(PaymentMethod method) {
        return new PaymentRequest(
                PAYMENT, RESERVATION, SHOW, SECTION, CUSTOMER, euros(7_500), method, "sandbox", AT);
    }

    private static Refund refund(Refund.Reason reason) {
        return new Refund(REFUND, euros(4_500), reason);
    }

    private static TicketFacts facts(@Nullable SeatLabel seat, @Nullable TierId tier) {
        return new TicketFacts(TICKET, RESERVATION, SHOW, SECTION, seat, tier, CUSTOMER, AT);
    }

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private static UUID id(int number) {
        return new UUID(0x01955555_0000_7000L, 0x8000000000000000L | number);
    }
}
