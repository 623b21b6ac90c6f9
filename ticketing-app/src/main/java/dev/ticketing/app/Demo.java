package dev.ticketing.app;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.application.Outcome;
import dev.ticketing.core.application.Payments;
import dev.ticketing.core.application.Request;
import dev.ticketing.core.application.Reservations;
import dev.ticketing.core.application.Ticketing;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.inventory.Places;
import dev.ticketing.core.inventory.ReservationId;
import dev.ticketing.core.kernel.IdSource;
import dev.ticketing.core.kernel.Money;
import dev.ticketing.core.kernel.UuidV7Source;
import dev.ticketing.core.log.Position;
import dev.ticketing.core.payment.PaymentMethod;
import dev.ticketing.core.reservation.Reservation;
import dev.ticketing.core.show.RefundPolicy;
import dev.ticketing.core.show.SeatLabel;
import dev.ticketing.core.show.Seating;
import dev.ticketing.core.show.Section;
import dev.ticketing.core.show.SectionId;
import dev.ticketing.core.show.Show;
import dev.ticketing.core.show.ShowDetails;
import dev.ticketing.core.show.ShowId;
import dev.ticketing.core.show.Tier;
import dev.ticketing.core.show.TierId;
import dev.ticketing.core.show.Venue;
import dev.ticketing.postgres.PostgresTicketing;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Two events with buyers and sales, made by the same calls that everybody uses. */
final class Demo {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final int BUYERS = 24;
    private static final List<String> ROWS = List.of("A", "B", "C", "D", "E", "F", "G", "H");
    private static final int SEATS_PER_ROW = 12;

    private final Ticketing ticketing;
    private final PostgresTicketing postgres;
    private final PrintStream out;
    private final InstantSource clock = Clock.systemUTC();
    private final IdSource ids = new UuidV7Source(clock);

    Demo(Ticketing ticketing, PostgresTicketing postgres, PrintStream out) {
        this.ticketing = ticketing;
        this.postgres = postgres;
        this.out = out;
    }

    /** Fills an empty system; leaves one that has been used as it is. */
    void fill() {
        if (ticketing.head().compareTo(Position.START) > 0) {
            return;
        }
        Caller organizer = caller("organizer@example.com");
        ShowId concert = open(organizer, concert());
        ShowId play = open(organizer, play());
        int sold = 0;
        for (int i = 1; i <= BUYERS; i++) {
            Caller buyer = caller("buyer%02d@example.com".formatted(i));
            Places standing = new Places.Count(1 + i % 4);
            sold += buy(buyer, concert, "ga", standing, token(i), i % 6 != 0);
            sold += buy(buyer, play, "stalls", new Places.Count(2), token(i + 1), i % 5 != 0);
        }
        out.println(
                """
                Demo: two events of organizer@example.com, %d buyers, %d tickets sold.
                  %s  general admission
                  %s  numbered seats\
                """
                        .formatted(BUYERS, sold, concert, play));
    }

    private static String token(int i) {
        return i % 8 == 0 ? "tok_declined" : "tok_ok";
    }

    private Caller caller(String address) {
        EmailAddress email = EmailAddress.parse(address).orElseThrow();
        UserId id = new UserId(ids.next());
        return new Caller(
                postgres.identityStore().findOrCreate(email, id, clock.instant()).id(), false);
    }

    private ShowId open(Caller organizer, ShowDetails details) {
        var shows = ticketing.shows();
        Show.Existing show = done(shows.create(once(organizer), details)).value();
        ShowId id = show.facts().id();
        done(shows.publish(once(organizer), id));
        done(shows.openSales(once(organizer), id));
        return id;
    }

    /** Holds and, if they make up their mind, pays; how many tickets were sold. */
    private int buy(
            Caller buyer, ShowId show, String section, Places places, String token, boolean pays) {
        var wish = new Reservations.Wish(show, new SectionId(section), places, Optional.empty());
        Reservation.Started held = done(ticketing.reservations().hold(once(buyer), wish)).value();
        if (!pays) {
            return 0;
        }
        ReservationId id = held.terms().id();
        done(
                ticketing
                        .payments()
                        .pay(
                                once(buyer),
                                id,
                                new Payments.Instrument(PaymentMethod.Type.CARD, token)));
        Reservation.Started after = ticketing.reservations().find(buyer, id).orElseThrow().state();
        return after.tickets().size();
    }

    private Request once(Caller caller) {
        return Request.once(caller, ids);
    }

    private static <T> Outcome.Done<T> done(CompletableFuture<Outcome<T>> outcome) {
        return outcome.join().orElseThrow();
    }

    private ShowDetails concert() {
        SectionId floor = new SectionId("ga");
        Instant opensLate = clock.instant().plus(Duration.ofDays(20));
        return details(
                "Night of the Long Chords",
                "Standing room, three bands, one curfew.",
                new Section(floor, "Floor", new Seating.General(500)),
                List.of(
                        tier("early", "Early bird", floor, 3_900, null, opensLate),
                        tier("full", "Full price", floor, 4_900, opensLate, null)));
    }

    private ShowDetails play() {
        SectionId stalls = new SectionId("stalls");
        List<SeatLabel> seats = new ArrayList<>();
        for (String row : ROWS) {
            for (int seat = 1; seat <= SEATS_PER_ROW; seat++) {
                seats.add(new SeatLabel(row + "-" + seat));
            }
        }
        return details(
                "The Tempest",
                "Shakespeare, in the round.",
                new Section(stalls, "Stalls", new Seating.Numbered(seats)),
                List.of(tier("stalls", "Stalls", stalls, 6_500, null, null)));
    }

    private static Tier tier(
            String id,
            String name,
            SectionId section,
            long cents,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new Tier(new TierId(id), name, section, new Money(cents, EUR), from, until);
    }

    private ShowDetails details(
            String title, String description, Section section, List<Tier> tiers) {
        Instant starts = clock.instant().plus(Duration.ofDays(60));
        return new ShowDetails(
                title,
                description,
                starts,
                starts.plus(Duration.ofHours(3)),
                ZoneId.of("Europe/Berlin"),
                new Venue("Old Gasworks", "Am Kanal 1, Berlin"),
                EUR,
                List.of(section),
                tiers,
                ShowDetails.DEFAULT_TICKETS_PER_RESERVATION,
                ShowDetails.DEFAULT_HOLD_TIME,
                RefundPolicy.DEFAULT);
    }
}
