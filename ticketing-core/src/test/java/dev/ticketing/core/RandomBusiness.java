package dev.ticketing.core;

import static dev.ticketing.core.Samples.id;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Inventory;
import dev.ticketing.core.inventory.InventoryEvent.HoldsLapsed;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.payment.Payment;
import dev.ticketing.core.payment.PaymentEvent.PaymentCaptured;
import dev.ticketing.core.payment.PaymentEvent.PaymentFailed;
import dev.ticketing.core.payment.PaymentEvent.PaymentRequested;
import dev.ticketing.core.payment.PaymentEvent.RefundCompleted;
import dev.ticketing.core.payment.PaymentEvent.RefundRequested;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.payment.PaymentRequest;
import dev.ticketing.core.payment.Refund;
import dev.ticketing.core.payment.RefundId;
import dev.ticketing.core.reservation.Canceller;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.PriceLine;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.reservation.ReservationEvent.ReservationCancelled;
import dev.ticketing.core.reservation.ReservationEvent.ReservationConfirmed;
import dev.ticketing.core.reservation.ReservationEvent.ReservationExpired;
import dev.ticketing.core.reservation.ReservationEvent.ReservationStarted;
import dev.ticketing.core.reservation.Terms;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.core.ticket.CheckIn;
import dev.ticketing.core.ticket.Edition;
import dev.ticketing.core.ticket.Ticket;
import dev.ticketing.core.ticket.TicketEvent.TicketCheckedIn;
import dev.ticketing.core.ticket.TicketEvent.TicketTransferred;
import dev.ticketing.core.ticket.TicketEvent.TicketVoided;
import dev.ticketing.core.ticket.Transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Events as they could stand in a log: several shows sell to several customers. */
public final class RandomBusiness {

    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo");
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "EUR");

    private final Random random;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<ShowDetails> shows = new ArrayList<>();
    private final List<Deal> held = new ArrayList<>();
    private final List<Deal> sold = new ArrayList<>();
    private Instant now = Samples.NOW;
    private int lastId = 0x10000;

    /** A reservation on its way. */
    private record Deal(Terms terms, PaymentId payment, List<TicketId> tickets, long refundable) {}

    private RandomBusiness(long seed) {
        random = new Random(seed);
    }

    public static List<RecordedEvent> events(long seed, int steps) {
        RandomBusiness business = new RandomBusiness(seed);
        business.createShows();
        for (int i = 0; i < steps; i++) {
            business.now = business.now.plus(Duration.ofMinutes(business.random.nextInt(300)));
            business.step();
        }
        return business.events;
    }

    public static ShowId show(int number) {
        return new ShowId(id(0x8000 + number));
    }

    public static int shows() {
        return ZONES.size();
    }

    public static UserId customer(int number) {
        return new UserId(id(0x9000 + number));
    }

    public static int customers() {
        return 4;
    }

    private void createShows() {
        for (int i = 0; i < shows(); i++) {
            // The first draft is wrong in all that figures hang on.
            ShowDetails draft = details("Asia/Kolkata", "GBP", "Draft");
            ShowDetails details = details(ZONES.get(i), CURRENCIES.get(i), "Hall");
            record(Show.at(show(i)).stream(), new ShowCreated(show(i), Samples.OWNER, draft, now));
            record(Show.at(show(i)).stream(), new ShowRevised(details, now));
            shows.add(details);
        }
    }

    private static ShowDetails details(String zone, String currency, String name) {
        List<Section> sections =
                Stream.of("a", "b")
                        .map(
                                id ->
                                        new Section(
                                                new SectionId(id),
                                                name + " " + id,
                                                new Seating.General(1_000)))
                        .toList();
        List<Tier> tiers =
                Stream.of("a-1", "a-2", "b-1")
                        .map(id -> tier(id, id.length() * 333L + id.hashCode() % 7, currency))
                        .toList();
        return new ShowDetails(
                "A show",
                "",
                Samples.STARTS,
                Samples.STARTS.plusSeconds(3_600),
                ZoneId.of(zone),
                new Venue("Hall", ""),
                Currency.getInstance(currency),
                sections,
                tiers,
                8,
                Duration.ofMinutes(5),
                RefundPolicy.DEFAULT);
    }

    private static Tier tier(String id, long price, String currency) {
        return Tier.always(
                new TierId(id),
                id,
                new SectionId(id.substring(0, 1)),
                new Money(price, Currency.getInstance(currency)));
    }

    private void step() {
        int chance = random.nextInt(10);
        if (chance < 5 || held.isEmpty()) {
            hold();
        } else if (chance < 8) {
            endHold(held.remove(random.nextInt(held.size())));
        } else if (!sold.isEmpty()) {
            goBack(sold.remove(random.nextInt(sold.size())));
        }
    }

    private void hold() {
        int show = random.nextInt(shows());
        List<Tier> tiers = shows.get(show).tiers();
        boolean several = random.nextBoolean();
        List<PriceLine> lines = new ArrayList<>();
        for (Tier tier : several ? tiers.subList(0, 2) : tiers.subList(2, 3)) {
            lines.add(new PriceLine(tier.id(), 1 + random.nextInt(3), tier.price()));
        }
        Terms terms =
                new Terms(
                        new ReservationId(nextId()),
                        show(show),
                        tiers.get(several ? 0 : 2).section(),
                        customer(random.nextInt(customers())),
                        new Places.Count(lines.stream().mapToInt(PriceLine::quantity).sum()),
                        lines,
                        now,
                        now.plusSeconds(300));
        record(stream(terms), new ReservationStarted(terms));
        held.add(new Deal(terms, new PaymentId(nextId()), List.of(), terms.total().amount()));
    }

    private void endHold(Deal deal) {
        int chance = random.nextInt(10);
        if (chance == 0) {
            record(stream(deal.terms), new ReservationCancelled(Canceller.CUSTOMER, now));
        } else if (chance == 1) {
            Terms terms = deal.terms;
            record(
                    Inventory.at(terms.show(), terms.section()).stream(),
                    new HoldsLapsed(List.of(new HoldsLapsed.Lapsed(terms.id(), terms.places()))));
        } else {
            pay(deal, chance);
        }
    }

    private void pay(Deal deal, int chance) {
        record(payment(deal), requested(deal));
        if (chance == 2) {
            record(payment(deal), new PaymentFailed("declined", "no", now));
            held.add(new Deal(deal.terms, new PaymentId(nextId()), List.of(), deal.refundable));
        } else if (chance == 3) {
            record(stream(deal.terms), new ReservationExpired(now));
            record(payment(deal), new PaymentCaptured("late", now));
            sendBack(deal, deal.refundable);
        } else {
            record(payment(deal), new PaymentCaptured("cap", now));
            List<TicketId> tickets =
                    Stream.generate(() -> new TicketId(nextId()))
                            .limit(deal.terms.places().quantity())
                            .toList();
            record(stream(deal.terms), new ReservationConfirmed(deal.payment, tickets, now));
            sold.add(new Deal(deal.terms, deal.payment, tickets, deal.refundable));
        }
    }

    private PaymentRequested requested(Deal deal) {
        return new PaymentRequested(
                new PaymentRequest(
                        deal.payment,
                        deal.terms.id(),
                        deal.terms.show(),
                        deal.terms.section(),
                        deal.terms.customer(),
                        deal.terms.total(),
                        new PaymentMethod(PaymentMethod.Type.CARD, null),
                        "test",
                        now));
    }

    /** Cancelled, with some or all or nothing of the money; or some of the money alone. */
    private void goBack(Deal deal) {
        long part = 1 + random.nextLong(deal.refundable);
        if (random.nextInt(3) == 0 && part < deal.refundable) {
            sendBack(deal, part);
            sold.add(new Deal(deal.terms, deal.payment, deal.tickets, deal.refundable - part));
            return;
        }
        StreamId first = Ticket.at(deal.tickets.getFirst()).stream();
        boolean handedOn = random.nextInt(4) == 0;
        if (handedOn) {
            UserId other = new UserId(nextId());
            record(first, new TicketTransferred(new Transfer(deal.terms.customer(), other, now)));
        }
        if (random.nextInt(4) == 0) {
            Edition shown = Edition.after(handedOn ? 1 : 0);
            CheckIn checkIn = new CheckIn(now, deal.terms.customer(), shown, null);
            record(first, new TicketCheckedIn(checkIn));
        }
        record(stream(deal.terms), new ReservationCancelled(Canceller.CUSTOMER, now));
        deal.tickets.forEach(ticket -> record(Ticket.at(ticket).stream(), new TicketVoided(now)));
        switch (random.nextInt(3)) {
            case 0 -> sendBack(deal, deal.refundable);
            case 1 -> sendBack(deal, part);
            default -> {
                // All of it is kept.
            }
        }
    }

    private void sendBack(Deal deal, long amount) {
        Money money = new Money(amount, deal.terms.total().currency());
        RefundId id = new RefundId(nextId());
        Refund refund = new Refund(id, money, Refund.Reason.CANCELLED);
        record(payment(deal), new RefundRequested(refund, now));
        if (random.nextInt(10) > 0) {
            record(payment(deal), new RefundCompleted(id, money, "back", now));
        }
    }

    private static StreamId stream(Terms terms) {
        return Reservation.at(terms.id()).stream();
    }

    private static StreamId payment(Deal deal) {
        return Payment.at(deal.payment).stream();
    }

    private UUID nextId() {
        return id(lastId++);
    }

    private void record(StreamId stream, DomainEvent event) {
        events.add(Samples.recorded(events.size() + 1, stream, now, event));
    }
}
