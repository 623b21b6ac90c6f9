package dev.ticketing.core;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.DomainEvent;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.log.CommandId;
import dev.ticketing.core.log.EventMetadata;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.log.RecordedEvent;
import dev.ticketing.core.log.StreamId;
import dev.ticketing.core.log.Version;
import dev.ticketing.core.reservation.PaymentId;
import dev.ticketing.core.reservation.TicketId;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.core.ticket.TicketFacts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** Values that tests are made of. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    public static final Instant STARTS = Instant.parse("2027-06-01T18:00:00Z");
    public static final Currency EUR = Currency.getInstance("EUR");
    public static final Currency USD = Currency.getInstance("USD");
    public static final ShowId SHOW = new ShowId(id(1));
    public static final UserId OWNER = new UserId(id(2));
    public static final UserId CUSTOMER = new UserId(id(3));
    public static final SectionId STALLS = new SectionId("stalls");
    public static final Section SECTION = new Section(STALLS, "Stalls", new Seating.General(10));
    public static final Tier TIER =
            new Tier(new TierId("normal"), "Normal", STALLS, euros(50), null, null);

    public static final ShowDetails DETAILS =
            new ShowDetails(
                    "The Tempest",
                    "A storm, and what came of it.",
                    STARTS,
                    STARTS.plus(Duration.ofHours(3)),
                    ZoneId.of("Europe/Berlin"),
                    new Venue("Globe", "Bankside 21"),
                    EUR,
                    List.of(SECTION),
                    List.of(TIER),
                    8,
                    Duration.ofMinutes(5),
                    RefundPolicy.DEFAULT);

    public static final TicketFacts TICKET =
            new TicketFacts(
                    ticket(1),
                    reservation(1),
                    SHOW,
                    STALLS,
                    new SeatLabel("A-1"),
                    TIER.id(),
                    CUSTOMER,
                    NOW);

    private Samples() {}

    public static UUID id(int number) {
        return new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    public static ReservationId reservation(int number) {
        return new ReservationId(id(0x100 + number));
    }

    public static PaymentId payment(int number) {
        return new PaymentId(id(0x200 + number));
    }

    public static TicketId ticket(int number) {
        return new TicketId(id(0x300 + number));
    }

    public static Money euros(long amount) {
        return cents(amount * 100);
    }

    public static Money cents(long amount) {
        return new Money(amount, EUR);
    }

    public static List<SeatLabel> labels(String... labels) {
        return Arrays.stream(labels).map(SeatLabel::new).toList();
    }

    public static Places.Seats seats(String... labels) {
        return new Places.Seats(labels(labels));
    }

    public static Places.Count places(int quantity) {
        return new Places.Count(quantity);
    }

    /** An event as it stands in the log, at version 1 of its stream. */
    public static RecordedEvent recorded(
            int position, StreamId stream, Instant at, DomainEvent event) {
        return new RecordedEvent(
                new Position(position),
                stream,
                new Version(1),
                id(0x1000 + position),
                at,
                new CommandId(id(0x2000 + position)),
                EventMetadata.ofSystem("test", id(0x3000 + position)),
                event);
    }
}
